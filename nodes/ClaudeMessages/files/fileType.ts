import { isSvg } from './isSvg';

/** The types that are recognized from the first bytes of a file. */
export type FileType = keyof typeof NAMES;

const NAMES = {
	'image/jpeg': 'a JPEG image',
	'image/png': 'a PNG image',
	'image/gif': 'a GIF image',
	'image/webp': 'a WebP image',
	'application/pdf': 'a PDF',
	svg: 'an SVG drawing',
	heic: 'a HEIC or HEIF image',
	avif: 'an AVIF image',
	tiff: 'a TIFF image',
	bmp: 'a BMP image',
	icon: 'a Windows icon',
	zip: 'a ZIP archive (Word, Excel and PowerPoint files are such archives)',
	gzip: 'a gzip archive',
	office: 'an old Word, Excel or PowerPoint file',
	audio: 'a sound file',
	video: 'a video',
	text: 'a text file',
	empty: 'an empty file',
	unknown: 'a file of an unknown type',
} as const;

/** How many bytes {@link fileType} needs. */
export const HEAD_LENGTH = 1024;

const SIGNATURES: ReadonlyArray<[type: FileType, offset: number, bytes: string]> = [
	['image/jpeg', 0, '\xff\xd8\xff'],
	['image/png', 0, '\x89PNG\r\n\x1a\n'],
	['image/gif', 0, 'GIF87a'],
	['image/gif', 0, 'GIF89a'],
	['image/webp', 8, 'WEBPVP8'],
	['avif', 4, 'ftypavif'],
	['avif', 4, 'ftypavis'],
	['heic', 4, 'ftyphei'],
	['heic', 4, 'ftyphev'],
	['heic', 4, 'ftypmif1'],
	['heic', 4, 'ftypmsf1'],
	['video', 4, 'ftyp'],
	['video', 0, '\x1aE\xdf\xa3'],
	['tiff', 0, 'II*\0'],
	['tiff', 0, 'MM\0*'],
	['icon', 0, '\0\0\x01\0'],
	['zip', 0, 'PK\x03\x04'],
	['zip', 0, 'PK\x05\x06'],
	['gzip', 0, '\x1f\x8b'],
	['office', 0, '\xd0\xcf\x11\xe0'],
	['audio', 8, 'WAVEfmt '],
	['audio', 0, 'ID3\x02'],
	['audio', 0, 'ID3\x03'],
	['audio', 0, 'ID3\x04'],
	['audio', 0, 'OggS'],
	['audio', 0, 'fLaC'],
	['audio', 0, '\xff\xfb'],
];

/**
 * Detects the type from the first bytes, whatever the file's name or label is.
 *
 * @param head the first {@link HEAD_LENGTH} bytes, or all of a smaller file
 */
export function fileType(head: Buffer): FileType {
	if (head.length === 0) return 'empty';
	const start = head.toString('latin1');
	const known = SIGNATURES.find(([, offset, bytes]) => start.startsWith(bytes, offset));
	if (known !== undefined) return known[0];
	// A text may begin with a BMP's two letters too.
	if (start.startsWith('BM') && start.includes('\0')) return 'bmp';
	// PDF readers also accept the mark after a few stray bytes; a text may only mention it.
	if (/^(\xef\xbb\xbf)?\s*%PDF-/.test(start)) return 'application/pdf';
	if (start.includes('%PDF-') && hasControlBytes(head)) return 'application/pdf';
	if (isSvg(start)) return 'svg';
	return isUtf16(head) || !hasControlBytes(head) ? 'text' : 'unknown';
}

/** The type's name for messages, as in "a TIFF image". */
export function typeName(type: FileType): string {
	return NAMES[type];
}

/** Whether a file begins with a byte order mark of UTF-16. */
export function isUtf16(head: Uint8Array): boolean {
	return (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
}

/** Whether there are control bytes other than a text's tabs, line breaks and form feeds. */
function hasControlBytes(head: Uint8Array): boolean {
	return head.some((byte) => byte < 9 || byte === 11 || (byte > 13 && byte < 32 && byte !== 27));
}
