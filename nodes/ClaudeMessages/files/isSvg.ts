const BLANKS = ' \t\r\n\f\v\xa0';

/**
 * Whether the first element is svg, after an XML declaration, comments and a document type. Every step
 * continues where the last one ended, so the time is linear.
 *
 * @param text the beginning of a file, one character for each byte
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

/** Characters that a namespace prefix and `svg` never exceed. */
const LONGEST_NAME = 100;

function isSvgElement(text: string): boolean {
	return /^<(?:\w+:)?svg[\s>/]/i.test(text);
}

/** The end of a declaration, comment or document type that begins here; undefined where none begins. */
function endOfPrelude(text: string, start: number): number | undefined {
	if (text.startsWith('<!--', start)) return behind(text, '-->', start + 4);
	if (text.startsWith('<?', start)) return behind(text, '>', start);
	if (!text.startsWith('<!', start)) return undefined;
	const end = behind(text, '>', start);
	// An internal subset with entities contains `>` too.
	const subset = text.slice(start, end).includes('[');
	return subset ? behind(text, '>', behind(text, ']', start)) : end;
}

/** The offset after the mark, or the end of the text. */
function behind(text: string, mark: string, from: number): number {
	const at = text.indexOf(mark, from);
	return at < 0 ? text.length : at + mark.length;
}
