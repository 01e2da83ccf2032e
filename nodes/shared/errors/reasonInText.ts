import { markupText } from './markupText';

/** Keys of the message in JSON that was cut off. */
const KEYS = ['"message"', '"detail"', '"error_description"', '"error"', '"msg"', '"Message"'];

/** Characters of a text that are searched; its message stands near the start or not at all. */
const LOOKED_AT = 64 * 1024;

/** The reason in a body that is not JSON: a page, XML, JSON that was cut off, or plain text. */
export function reasonInText(body: string): string | undefined {
	const text = body
		.slice(0, LOOKED_AT)
		.replace(/^\ufeff/, '')
		.trimStart();
	if (text.startsWith('<')) return markupText(text);
	if (text.startsWith('{')) return wordsIn(text);
	return isBinary(text) ? undefined : text;
}

/** The first string under one of the keys in JSON that was cut off. */
function wordsIn(json: string): string | undefined {
	for (const key of KEYS) {
		const at = json.indexOf(key);
		if (at === -1) continue;
		const opening = /^\s{0,20}:\s{0,20}"/.exec(json.slice(at + key.length, at + key.length + 50));
		if (opening === null) continue;
		const words = unquoted(json, at + key.length + opening[0].length);
		if (words.trim() !== '') return words;
	}
	return undefined;
}

/** The JSON string from after its opening quote to its end, or to where the text was cut off. */
function unquoted(json: string, start: number): string {
	let end = start;
	while (end < json.length && json[end] !== '"') end += json[end] === '\\' ? 2 : 1;
	const inner = json.slice(start, end);
	try {
		return String(JSON.parse(`"${inner.replace(/\\(?:u[\da-f]{0,3})?$/i, '')}"`));
	} catch {
		return inner;
	}
}

/** Whether the text is compressed or other binary data. */
function isBinary(text: string): boolean {
	const head = text.slice(0, 300);
	const odd = head.match(/[\ufffd\p{Cc}]/gu) ?? [];
	const blanks = head.match(/[\t\n\r]/g) ?? [];
	return odd.length - blanks.length > head.length / 10;
}
