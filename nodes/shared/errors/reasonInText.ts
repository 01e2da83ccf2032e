import { markupText } from './markupText';

/** Where the words of JSON that did not come whole stand. */
const KEYS = ['"message"', '"detail"', '"error_description"', '"error"', '"msg"', '"Message"'];

/** Characters of a text that are looked at; its words come early or not at all. */
const LOOKED_AT = 64 * 1024;

/** What a body that is no JSON says: a page, XML, JSON that was cut off, or plain text. */
export function reasonInText(body: string): string | undefined {
	const text = body
		.slice(0, LOOKED_AT)
		.replace(/^\ufeff/, '')
		.trimStart();
	if (text.startsWith('<')) return markupText(text);
	if (text.startsWith('{')) return wordsIn(text);
	return isBinary(text) ? undefined : text;
}

/** The first text under one of the keys in JSON that breaks off. */
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

/** A JSON string from behind its opening quote to its end, or to where the text breaks off. */
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

/** Compressed or other bytes that were read as text. */
function isBinary(text: string): boolean {
	const head = text.slice(0, 300);
	const odd = head.match(/[\ufffd\p{Cc}]/gu) ?? [];
	const blanks = head.match(/[\t\n\r]/g) ?? [];
	return odd.length - blanks.length > head.length / 10;
}
