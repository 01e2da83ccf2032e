/** Base64 characters that are decoded at a time; a multiple of four. */
const STEP = 64 * 1024;

const SIGNS = new Uint8Array(128);
for (const sign of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_') {
	SIGNS[sign.charCodeAt(0)] = 1;
}

const PADDING = '='.charCodeAt(0);

/** Removes the `data:image/png;base64,` that some programs write before a file. */
export function withoutDataUrl(text: string): string {
	const start = text.slice(0, 200);
	const prefix = start.startsWith('data:') ? /^[^,]*;base64,/.exec(start)?.[0] : undefined;
	return prefix === undefined ? text : text.slice(prefix.length);
}

/**
 * The length of `Buffer.from(text, 'base64')` without decoding: other characters than base64's are ignored,
 * and the first padding is the end.
 */
export function decodedLength(text: string): number {
	return Math.floor((countSigns(text, text.length) * 3) / 4);
}

function countSigns(text: string, end: number): number {
	let count = 0;
	for (let at = 0; at < end; at++) {
		const code = text.charCodeAt(at);
		if (code === PADDING) break;
		count += code < SIGNS.length ? (SIGNS[code] ?? 0) : 0;
	}
	return count;
}

/**
 * The bytes of `Buffer.from(text, 'base64')` in pieces; ignores other characters as that does.
 *
 * @param step characters that are decoded for each piece
 */
export function* decodedPieces(text: string, step = STEP): Generator<Buffer> {
	let waiting = '';
	for (let start = 0; start < text.length; start += step) {
		const slice = text.slice(start, start + step);
		// Only base64 characters in whole groups: by far the most frequent case.
		if (waiting === '' && slice.length % 4 === 0) {
			const bytes = Buffer.from(slice, 'base64');
			if (bytes.length === (slice.length / 4) * 3) {
				yield bytes;
				continue;
			}
		}
		const padding = slice.indexOf('=');
		const signs = waiting + (padding < 0 ? slice : slice.slice(0, padding)).replace(OTHERS, '');
		if (padding >= 0) {
			waiting = signs;
			break;
		}
		const whole = signs.length - (signs.length % 4);
		waiting = signs.slice(whole);
		if (whole > 0) yield Buffer.from(signs.slice(0, whole), 'base64');
	}
	if (waiting !== '') yield Buffer.from(waiting, 'base64');
}

const OTHERS = /[^A-Za-z\d+/_-]+/g;
