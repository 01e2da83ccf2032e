/** Characters that a gateway's reason may have; what it sends beyond them is mostly its own page. */
export const LONGEST_REASON = 1000;

/** Characters that an API's own sentence may have: those about schemas are long. */
export const LONGEST_API_MESSAGE = 8000;

/** What no line of text needs: control characters, marks that turn the direction of writing, half characters. */
const UNFIT = /[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/** As above, but for line breaks and tabs. */
const UNFIT_IN_LINES = /[\p{Cs}\u202a-\u202e\u2066-\u2069\ufeff]|[^\P{Cc}\n\t]/gu;

/**
 * Words of a server as one line: without control characters, at most so many characters.
 *
 * @returns empty where there is nothing that a person can read
 */
export function sentence(text: string, longest = LONGEST_REASON): string {
	// White space is mostly what goes; without this bound a long page would be cleaned for one line of it.
	const head = text.trimStart().slice(0, longest * 4);
	const line = cut(head.replace(UNFIT, ' ').replace(/\s+/g, ' ').trim(), longest);
	return /[\p{L}\p{N}]/u.test(line) ? line : '';
}

/** Words as they are, lines included, but for what no text needs, and not without end. */
export function paragraph(text: string, longest = LONGEST_API_MESSAGE): string {
	return cut(text.slice(0, longest * 2).replace(UNFIT_IN_LINES, ' '), longest);
}

/** Cut between characters, never inside a surrogate pair; an ellipsis says so. */
export function cut(text: string, longest: number): string {
	if (text.length <= longest) return text;
	const head = text.slice(0, longest - 1);
	return `${/[\ud800-\udbff]$/.test(head) ? head.slice(0, -1) : head}…`;
}
