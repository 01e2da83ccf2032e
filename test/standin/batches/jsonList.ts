const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

export interface JsonList {
	/** Where each element begins and ends, as two numbers. */
	places: number[];
	/** The same text with `0` for every element. */
	rest: string;
}

/** Finds the elements of the list with this name in an object's JSON, without parsing them. */
export function findList(bytes: Buffer, name: string): JsonList | undefined {
	const places: number[] = [];
	let depth = 0;
	let key = '';
	let begin = -1;
	for (let at = 0; at < bytes.length; at++) {
		switch (bytes[at]) {
			case QUOTE: {
				const end = endOfText(bytes, at);
				if (depth === 1) key = bytes.toString('utf8', at + 1, end);
				at = end;
				break;
			}
			case OPEN_LIST:
				if (depth === 1 && key === name) {
					begin = at + 1;
					places.push(begin);
				}
				depth += 1;
				break;
			case OPEN_OBJECT:
				depth += 1;
				break;
			case COMMA:
				if (begin >= 0 && depth === 2) places.push(at, at + 1);
				break;
			case CLOSE_LIST:
			case CLOSE_OBJECT:
				if (begin >= 0 && depth === 2) {
					places.push(at);
					return { places, rest: withoutElements(bytes, places) };
				}
				depth -= 1;
		}
	}
	return undefined;
}

/** The index of the closing quote. */
function endOfText(bytes: Buffer, start: number): number {
	let end = bytes.indexOf(QUOTE, start + 1);
	while (end !== -1 && isEscaped(bytes, end)) end = bytes.indexOf(QUOTE, end + 1);
	return end === -1 ? bytes.length : end;
}

function isEscaped(bytes: Buffer, at: number): boolean {
	let backslashes = 0;
	while (bytes[at - 1 - backslashes] === BACKSLASH) backslashes += 1;
	return backslashes % 2 === 1;
}

/** A missing element stays missing, so the rest is JSON only if the list was one. */
function withoutElements(bytes: Buffer, places: number[]): string {
	const marks: string[] = [];
	for (let index = 0; index < places.length; index += 2) {
		marks.push(isBlank(bytes, places[index] ?? 0, places[index + 1] ?? 0) ? '' : '0');
	}
	const before = bytes.toString('utf8', 0, places[0]);
	const after = bytes.toString('utf8', places.at(-1));
	return before + marks.join(',') + after;
}

function isBlank(bytes: Buffer, start: number, end: number): boolean {
	for (let at = start; at < end; at++) if ((bytes[at] ?? 0) > 0x20) return false;
	return true;
}
