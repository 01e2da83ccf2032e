import {
	fileType,
	HEAD_LENGTH,
	isUtf16,
	typeName,
} from '../../../nodes/ClaudeMessages/files/fileType';
import { fixture } from '../../fixtures/files';

const latin1 = (text: string) => Buffer.from(text, 'latin1');
const padded = (text: string) => Buffer.concat([latin1(text), Buffer.alloc(64)]);

test.each([
	['image/jpeg', latin1('\xff\xd8\xff\xe0\0\x10JFIF')],
	['image/jpeg', latin1('\xff\xd8\xff\xdb')],
	['image/png', latin1('\x89PNG\r\n\x1a\n')],
	['image/gif', padded('GIF87a')],
	['image/gif', padded('GIF89a')],
	['image/webp', padded('RIFF\x24\0\0\0WEBPVP8 ')],
	['application/pdf', latin1('%PDF-1.7\n%\xe2\xe3\xcf\xd3')],
	['application/pdf', latin1('%PDF-2.0\n1 0 obj')],
	['application/pdf', padded('\0\0 stray bytes\n%PDF-1.4\n')],
	['application/pdf', Buffer.from('\ufeff%PDF-1.4\n')],
	['svg', latin1('<svg xmlns="http://www.w3.org/2000/svg"/>')],
	['svg', latin1('<?xml version="1.0"?>\n<!DOCTYPE svg>\n<svg>')],
	['svg', Buffer.from('\ufeff  <!-- drawn -->\n<SVG >')],
	['heic', padded('\0\0\0\x18ftypheic')],
	['heic', padded('\0\0\0\x18ftypheix')],
	['heic', padded('\0\0\0\x18ftypmif1')],
	['avif', padded('\0\0\0\x20ftypavif')],
	['video', padded('\0\0\0\x20ftypisom')],
	['video', padded('\x1aE\xdf\xa3')],
	['tiff', padded('II*\0')],
	['tiff', padded('MM\0*')],
	['bmp', padded('BM\x36\0\0\0')],
	['icon', padded('\0\0\x01\0')],
	['zip', padded('PK\x03\x04')],
	['zip', padded('PK\x05\x06')],
	['gzip', padded('\x1f\x8b')],
	['office', padded('\xd0\xcf\x11\xe0')],
	['audio', padded('RIFF\x24\0\0\0WAVEfmt ')],
	['audio', padded('ID3\x04\0')],
	['audio', padded('OggS\0')],
	['unknown', Buffer.from([0, 1, 2, 3])],
	['unknown', padded('\x7fELF')],
	['empty', Buffer.alloc(0)],
])('%s is known by its first bytes', (type, head) => {
	expect(fileType(head)).toBe(type);
});

test.each([
	['scan.tiff', 'tiff'],
	['scan.bmp', 'bmp'],
	['icon.ico', 'icon'],
	['photo.heic', 'heic'],
	['archive-called-image.png', 'zip'],
	['letter.docx', 'zip'],
	['drawing.svg', 'svg'],
	['notes.txt', 'text'],
	['table.csv', 'text'],
	['page.html', 'text'],
	['data.json', 'text'],
	['readme.md', 'text'],
	['utf16.txt', 'text'],
	['bom.txt', 'text'],
	['invoice.pdf', 'application/pdf'],
	['beep.wav', 'audio'],
	['empty.png', 'empty'],
])('the file %s is %s', (name, type) => {
	expect(fileType(fixture(name).bytes.subarray(0, HEAD_LENGTH))).toBe(type);
});

test.each([
	['a note', 'Call back.'],
	['a single letter', 'x'],
	['white space', ' \r\n\t\f'],
	['a table', 'name,price\nApple,1'],
	['JSON', '{"a": 1}'],
	['Markdown', '# Title\n\n* a'],
	['a web page', '<!doctype html>\n<html>'],
	['a web page with a drawing in it', '<!doctype html><body><svg width="1"></svg>'],
	['XML', '<?xml version="1.0"?>\n<invoice/>'],
	['foreign letters', 'Grüße 中文 👩‍👩‍👧'],
	['a byte order mark', '\ufeffGrüße'],
	['coloured output of a terminal', '\u001b[31mred\u001b[0m'],
	['the letters BM', 'BMW is a maker of cars'],
	['the letters MM', 'MM is 2000 in Roman numbers'],
	['the letters PK', 'PK is a country code'],
	['the word WEBP at the ninth letter', 'Picture WEBP is a format of Google'],
	['the word WAVE at the ninth letter', 'The new WAVE of products'],
	['the letters ID3', 'ID3,ID4\n1,2'],
	['words about PDF', 'A PDF begins with %PDF-1.7 and ends with another mark'],
	['a web page in XML with a drawing', '<?xml version="1.0"?><html><body><svg width="1"/>'],
	['a web page with a remark and a drawing', '<!-- made by hand --><html><body><svg width="1"/>'],
])('%s is text', (_, text) => {
	expect(fileType(Buffer.from(text))).toBe('text');
});

test('text in UTF-16 is known by its mark', () => {
	expect(fileType(Buffer.from('\ufeffGrüße', 'utf16le'))).toBe('text');
	expect(fileType(Buffer.from('\ufeffGrüße', 'utf16le').swap16())).toBe('text');
	expect(isUtf16(Buffer.from([0xff, 0xfe]))).toBe(true);
	expect(isUtf16(Buffer.from([0xff]))).toBe(false);
	expect(isUtf16(Buffer.alloc(0))).toBe(false);
});

test('text is text, wherever its beginning is cut', () => {
	const text = Buffer.from('Grüße 中文 👩‍👩‍👧 '.repeat(60));
	for (let length = HEAD_LENGTH - 8; length <= HEAD_LENGTH; length++) {
		expect(fileType(text.subarray(0, length))).toBe('text');
	}
});

test.each([
	['tiff', 'a TIFF image'],
	['empty', 'an empty file'],
	['zip', 'a ZIP archive (Word, Excel and PowerPoint files are such archives)'],
] as const)('%s has a name for people', (type, name) => {
	expect(typeName(type)).toBe(name);
});
