/** The most characters of a gateway's reason; longer ones mostly contain its own page. */
export const LONGEST_REASON = 1000;

/** The most characters of the API's own message: those about schemas are long. */
export const LONGEST_API_MESSAGE = 8000;

/**
 * Characters not wanted in a line of text: control characters, marks of text direction, half surrogate pairs.
 */
const UNFIT = /[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/** The same, except for line breaks and tabs. */
const UNFIT_IN_LINES = /[\p{Cs}\u202a-\u202e\u2066-\u2069\ufeff]|[^\P{Cc}\n\t]/gu;

/**
 * A server's text as one line without control characters, of at most `longest` characters.
 *
 * @returns empty where it has no letter or digit
 */
export function sentence(text: string, longest = LONGEST_REASON): string {
	// Mostly white space is removed; without this limit a long page would be cleaned for one line of it.
	const head = text.trimStart().slice(0, longest * 4);
	const line = cut(head.replace(UNFIT, ' ').replace(/\s+/g, ' ').trim(), longest);
	return /[\p{L}\p{N}]/u.test(line) ? line : '';
}

/** A text with its lines, without unwanted characters, of at most `longest` characters. */
export function paragraph(text: string, longest = LONGEST_API_MESSAGE): string {
	return cut(text.slice(0, longest * 2).replace(UNFIT_IN_LINES, ' '), longest);
}

/** The beginning of a text, never with half a surrogate pair at its end. */
export function beginning(text: string, longest: number): string {
	const head = text.slice(0, longest);
	return text.length > longest && /[\ud800-\udbff]$/.test(head) ? head.slice(0, -1) : head;
}

/** Shortens a text and appends an ellipsis, never inside a surrogate pair. */
export function cut(text: string, longest: number): string {
	if (text.length <= longest) return text;
	return `${beginning(text, longest - 1)}…`;
}
