import { createHash } from 'node:crypto';

/** The bytes, or nothing when the text is not strict base64 (alphabet, padding, length). */
export function decodeBase64(text: string): Buffer | undefined {
	if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return undefined;
	return Buffer.from(text, 'base64');
}

export function sha256(data: Buffer | string): string {
	return createHash('sha256').update(data).digest('hex');
}
