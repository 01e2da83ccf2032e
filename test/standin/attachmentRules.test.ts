import { ask, image, pdf, pdfFile, png, pngHeader, post, refusal, useStandIn } from './testkit';

const standIn = useStandIn();

const PICTURE = png(2, 2, [1, 2, 3]);
const GIF = Buffer.concat([Buffer.from('GIF89a\x03\x00\x02\x00', 'latin1'), Buffer.alloc(8)]);
const JPEG = Buffer.from('ffd8ffe000040000ffc000110800020003030122000000000000', 'hex');
const WEBP = Buffer.concat([
	Buffer.from('RIFF\x16\x00\x00\x00WEBPVP8X', 'latin1'),
	Buffer.from('0a000000', 'hex'),
	Buffer.from('00000000020000010000', 'hex'),
]);

function source(source: unknown, type = 'image') {
	return ask([
		{ type: 'text', text: 'Look' },
		{ type, source },
	]);
}

function images(count: number, width = 10) {
	return Array.from({ length: count }, () => image(pngHeader(width, 10)));
}

describe('an image', () => {
	it.each([
		['image/png', PICTURE, '2x2'],
		['image/gif', GIF, '3x2'],
		['image/jpeg', JPEG, '3x2'],
		['image/webp', WEBP, '3x2'],
	] as const)('is read by its own bytes: %s', async (type, bytes, size) => {
		const { json } = await post(standIn(), ask([image(bytes, type)]));
		expect(json).toMatchObject({
			content: [{ text: expect.stringContaining(`Image 1: ${type}, ${size} px`) }],
		});
	});

	const data = PICTURE.toString('base64');
	it.each([
		['source.base64.media_type', { type: 'base64', media_type: 'image/jpeg', data }],
		['source.base64.media_type', { type: 'base64', media_type: 'image/bmp', data }],
		['source.base64.data', { type: 'base64', media_type: 'image/png', data: '' }],
		['source.base64.data', { type: 'base64', media_type: 'image/png', data: `${data}!` }],
		[
			'source.base64.data',
			{ type: 'base64', media_type: 'image/png', data: `data:image/png;base64,${data}` },
		],
		['source.base64', { type: 'base64', media_type: 'image/png', data: 'aGVsbG8=' }],
		['source.base64.data', { type: 'base64', media_type: 'image/png' }],
		['source.url.url', { type: 'url', url: 'ftp://example.com' }],
		['source.file.file_id', { type: 'file' }],
		['source.type', { type: 'binary', field: 'data' }],
	])('is refused at %s: %j', async (place, value) => {
		expect(await post(standIn(), source(value))).toMatchObject(
			refusal(400, 'invalid_request_error', `messages.0.content.1.${place}: `),
		);
	});

	it('is at most 10 MB of base64', async () => {
		const big = Buffer.concat([pngHeader(10, 10), Buffer.alloc(7.5 * 1024 * 1024)]);
		expect(await post(standIn(), ask([image(big)]))).toMatchObject(
			refusal(400, 'invalid_request_error', 'messages.0.content.0.source.base64.data: '),
		);
	});

	it('is at most 8000 pixels a side, or 2000 among more than 20', async () => {
		expect((await post(standIn(), ask(images(1, 8000)))).status).toBe(200);
		expect((await post(standIn(), ask(images(1, 8001)))).json).toMatchObject({
			error: {
				details: {
					error_code: 'image_dimensions_too_large',
					max_side_length_pixels: 8000,
					paths: ['messages.0.content.0'],
				},
			},
		});
		expect((await post(standIn(), ask(images(20, 2001)))).status).toBe(200);
		expect((await post(standIn(), ask(images(21, 2001)))).status).toBe(400);
	});

	it('is one of at most 100, or 600 with a context of a million tokens', async () => {
		expect((await post(standIn(), ask(images(100)))).status).toBe(200);
		expect((await post(standIn(), ask(images(101)))).status).toBe(400);
		const large = { model: 'claude-sonnet-5-5' };
		expect((await post(standIn(), ask(images(600), large))).status).toBe(200);
		expect((await post(standIn(), ask(images(601), large))).status).toBe(400);
	});
});

describe('a document', () => {
	const data = pdfFile(1).toString('base64');
	it.each([
		['source.base64.media_type', { type: 'base64', media_type: 'text/plain', data }],
		['source.base64.data', { type: 'base64', media_type: 'application/pdf', data: 'aGVsbG8=' }],
		['source.text.media_type', { type: 'text', media_type: 'text/csv', data: 'a,b' }],
		['source.text.data', { type: 'text', media_type: 'text/plain', data: '' }],
		['source.url.url', { type: 'url' }],
	])('is refused at %s: %j', async (place, value) => {
		expect(await post(standIn(), source(value, 'document'))).toMatchObject(
			refusal(400, 'invalid_request_error', `messages.0.content.1.${place}: `),
		);
	});

	it('has at most 100 pages, or 600 with a context of a million tokens', async () => {
		expect((await post(standIn(), ask([pdf(pdfFile(101))]))).status).toBe(400);
		const large = { model: 'claude-sonnet-5-5' };
		expect((await post(standIn(), ask([pdf(pdfFile(101))], large))).status).toBe(200);
	});

	it('cites like all the others', async () => {
		const citing = { ...pdf(pdfFile(1)), citations: { enabled: true } };
		expect((await post(standIn(), ask([citing, citing]))).status).toBe(200);
		expect((await post(standIn(), ask([citing, pdf(pdfFile(1))]))).status).toBe(400);
	});
});
