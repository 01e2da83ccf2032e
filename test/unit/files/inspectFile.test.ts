import {
	inspectDocument,
	inspectImage,
	isOfKind,
	typeOf,
} from '../../../nodes/ClaudeMessages/files/inspectFile';
import { chunked, countedOpener, joined } from './chunks';
import { TINY_IMAGES } from './tinyImages';

const PDF = Buffer.from('%PDF-1.7\n1 0 obj\nendobj\nstartxref\n9\n%%EOF\n');
const openerOf = (bytes: Uint8Array) => () => chunked(bytes, 16);

test.each(TINY_IMAGES)('$name is ready to be sent', async ({ type, bytes, width, height }) => {
	const { mediaType, size, data } = await inspectImage('photo', openerOf(bytes));
	expect({ mediaType, size }).toEqual({ mediaType: type, size: { width, height } });
	const content = await joined(data.content());
	expect(content.toString()).toBe(bytes.toString('base64'));
	expect(data.contentLength).toBe(content.length);
});

test('what stands behind the end of an image is sent with it', async () => {
	const [image] = TINY_IMAGES;
	const bytes = Buffer.concat([image?.bytes ?? PDF, Buffer.alloc(1000, 7)]);
	const { data } = await inspectImage('photo', openerOf(bytes));
	expect((await joined(data.content())).toString()).toBe(bytes.toString('base64'));
	expect(data.contentLength).toBe(bytes.toString('base64').length);
});

test('a PDF is sent as it is', async () => {
	const data = await inspectDocument('invoice', openerOf(PDF));
	expect(data.form).toBe('base64');
	expect((await joined(data.content())).toString()).toBe(PDF.toString('base64'));
});

test.each(['Grüße', '\ufeffa,"b"\r\n1,2', ' '])('the text %j is sent as text', async (text) => {
	const data = await inspectDocument('notes', openerOf(Buffer.from(text)));
	const content = await joined(data.content());
	expect(data.form).toBe('text');
	expect(JSON.parse(`"${content.toString()}"`)).toBe(text.replace(/^\ufeff/, ''));
	expect(data.contentLength).toBe(content.length);
});

test.each([
	['a PDF that breaks off', PDF.subarray(0, 20), 'is a PDF that breaks off before its end'],
	['text of an old encoding', Buffer.from('Grüße', 'latin1'), 'is not written in UTF-8'],
	['a picture', TINY_IMAGES[0]?.bytes ?? PDF, 'is not a document that Claude takes but a PNG'],
	['nothing', Buffer.alloc(0), 'is not a document that Claude takes but an empty file'],
])('%s is no document', async (_, bytes, says) => {
	await expect(inspectDocument('f', openerOf(bytes))).rejects.toThrow(says);
});

test.each([
	['a PDF', PDF, 'is not an image that Claude takes but a PDF'],
	['text', Buffer.from('Hello'), 'is not an image that Claude takes but a text file'],
	['nothing', Buffer.alloc(0), 'is not an image that Claude takes but an empty file'],
	['a picture that breaks off', TINY_IMAGES[0]?.bytes.subarray(0, 30) ?? PDF, 'breaks off'],
])('%s is no image', async (_, bytes, says) => {
	await expect(inspectImage('f', openerOf(bytes))).rejects.toThrow(says);
});

test.each([
	['image/png', true, false],
	['image/webp', true, false],
	['application/pdf', false, true],
	['text', false, true],
	['svg', false, false],
	['empty', false, false],
] as const)('for *, %s is an image: %s, a document: %s', (type, image, document) => {
	expect([isOfKind(type, 'image'), isOfKind(type, 'document')]).toEqual([image, document]);
});

test.each<[string, Buffer, (open: () => AsyncIterable<Uint8Array>) => Promise<unknown>]>([
	['looked at for its type', Buffer.alloc(5000), typeOf],
	[
		'a good image',
		Buffer.concat([TINY_IMAGES[0]?.bytes ?? PDF, Buffer.alloc(5000)]),
		async (open) => await inspectImage('f', open),
	],
	[
		'a broken image',
		Buffer.concat([Buffer.from('\xff\xd8\xff\xe0\0\x03xrubbish', 'latin1'), Buffer.alloc(5000)]),
		async (open) => await inspectImage('f', open),
	],
	[
		'not an image',
		Buffer.concat([PDF, Buffer.alloc(5000)]),
		async (open) => await inspectImage('f', open),
	],
	[
		'a good PDF',
		Buffer.concat([Buffer.from('%PDF-1.7'), Buffer.alloc(5000), PDF]),
		async (open) => await inspectDocument('f', open),
	],
	[
		'text of an old encoding',
		Buffer.from('Grüße '.repeat(500), 'latin1'),
		async (open) => await inspectDocument('f', open),
	],
])('a file that is %s is closed again', async (_, bytes, inspect) => {
	const { open, stillOpen } = countedOpener(bytes, 16);
	await inspect(open).catch(() => undefined);
	expect(stillOpen()).toBe(0);
});
