const BLANKS = ' \t\r\n\f\v\xa0';

/**
 * Whether the first element is svg, behind an XML declaration, remarks and a document type. Every step
 * goes on from where the last one ended, so the time grows with the text and no faster.
 *
 * @param text the beginning of a file, one letter for each byte
 */
export function isSvg(text: string): boolean {
	let at = text.startsWith('\xef\xbb\xbf') ? 3 : 0;
	for (;;) {
		while (at < text.length && BLANKS.includes(text.charAt(at))) at++;
		const end = endOfPrelude(text, at);
		if (end === undefined) return isSvgElement(text.slice(at, at + LONGEST_NAME));
		at = end;
	}
}

/** More than a prefix ever has. */
const LONGEST_NAME = 100;

function isSvgElement(text: string): boolean {
	return /^<(?:\w+:)?svg[\s>/]/i.test(text);
}

/** Where a declaration, a remark or a document type ends that begins here; undefined where none does. */
function endOfPrelude(text: string, start: number): number | undefined {
	if (text.startsWith('<!--', start)) return behind(text, '-->', start + 4);
	if (text.startsWith('<?', start)) return behind(text, '>', start);
	if (!text.startsWith('<!', start)) return undefined;
	const end = behind(text, '>', start);
	// Entities that the type declares itself have such signs too.
	const subset = text.slice(start, end).includes('[');
	return subset ? behind(text, '>', behind(text, ']', start)) : end;
}

/** Behind the mark, or at the end of the text. */
function behind(text: string, mark: string, from: number): number {
	const at = text.indexOf(mark, from);
	return at < 0 ? text.length : at + mark.length;
}
