/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import Anthropic, { toFile } from '@anthropic-ai/sdk';
import { FILE, form, postForm, STREAMED } from './forms';
import { KEY, NEW_VERSION, sdk, useStandIn } from './testkit';

const standIn = useStandIn();
const MB = 1024 * 1024;

function files() {
	return sdk(standIn()).files;
}

async function upload(text = 'Ants', filename = 'ants.txt', type = 'text/plain') {
	return await files().upload({ file: await toFile(Buffer.from(text), filename, { type }) });
}

describe('a file that is uploaded', () => {
	it('is described as the SDK knows it, and seen by the test', async () => {
		const { id, ...file } = await upload();
		expect(file).toEqual({
			type: 'file',
			filename: 'ants.txt',
			mime_type: 'text/plain',
			size_bytes: 4,
			created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
			downloadable: false,
			expires_at: null,
		});
		expect(await files().retrieveMetadata(id)).toMatchObject(file);
		expect(standIn().files).toEqual([
			{
				id,
				filename: 'ants.txt',
				mime_type: 'text/plain',
				size_bytes: 4,
				sha256: createHash('sha256').update('Ants').digest('hex'),
				downloadable: false,
				expires_at: null,
				head: Buffer.from('Ants'),
				content: Buffer.from('Ants'),
			},
		]);
		expect(standIn().requests[0]).toMatchObject({
			path: '/v1/files',
			rawBody: '',
			body: undefined,
		});
	});

	it('cannot be downloaded', async () => {
		const { id } = await upload();
		await expect(files().download(id)).rejects.toBeInstanceOf(
			Anthropic.Files.FileNotDownloadableError,
		);
	});

	it('is deleted, and then gone', async () => {
		const { id } = await upload();
		expect({ ...(await files().delete(id)) }).toEqual({ id, type: 'file_deleted' });
		expect(standIn().files).toEqual([]);
		await expect(files().delete(id)).rejects.toBeInstanceOf(Anthropic.NotFoundError);
		await expect(files().retrieveMetadata(id)).rejects.toBeInstanceOf(Anthropic.NotFoundError);
	});

	it('expires when it is told to', async () => {
		const file = await toFile(Buffer.from('Ants'), 'ants.txt');
		const { created_at, expires_at } = await files().upload({ file, expires_in_seconds: 3600 });
		expect(Date.parse(String(expires_at)) - Date.parse(created_at)).toBe(3_600_000);
		expect(standIn().files).toMatchObject([{ expires_at }]);
	});

	it('is empty when it is', async () => {
		expect(await upload('')).toMatchObject({ size_bytes: 0 });
		expect(standIn().files[0]?.content).toHaveLength(0);
	});

	it('can hold what looks like the end of the form', async () => {
		const text = '\r\n--\r\n------formdata-undici-0\r\n--x--\r\n\r\n';
		await upload(text);
		expect(standIn().files[0]?.content?.toString()).toBe(text);
	});

	it('keeps the name behind the last slash, and gets one when it has none', async () => {
		await postForm(standIn(), form({ file: FILE }, 'garden/ants 🐜.txt'));
		await postForm(standIn(), form({ file: FILE }, ''));
		await postForm(standIn(), form({ file: new Blob(['?']) }, ''));
		const names = standIn().files.map(({ filename }) => filename);
		expect(names).toEqual(['ants 🐜.txt', 'unnamed.txt', 'unnamed']);
	});

	it.each([1, 7, 1000, 65_536])('may come in pieces of %i bytes', async (size) => {
		const content = Buffer.from(Array.from({ length: 5000 }, (_, index) => (index * 7) % 256));
		const whole = Buffer.concat([
			Buffer.from(
				'--b\r\ncontent-disposition: form-data; name="expires_in_seconds"\r\n\r\n3600\r\n',
			),
			Buffer.from('--b\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n'),
			content,
			Buffer.from('\r\n--b--\r\n'),
		]);
		const pieces = new ReadableStream<Uint8Array>({
			start(controller) {
				for (let at = 0; at < whole.length; at += size) {
					controller.enqueue(whole.subarray(at, at + size));
				}
				controller.close();
			},
		});
		const response = await fetch(`${standIn().url}/v1/files`, {
			method: 'POST',
			headers: {
				'x-api-key': KEY,
				'content-type': 'multipart/form-data; boundary="b"',
				...NEW_VERSION,
			},
			body: pieces,
			...STREAMED,
		});
		expect(response.status).toBe(200);
		expect(standIn().files[0]?.content).toEqual(content);
	});
});

describe('a large upload', () => {
	it('leaves its size, its hash and its beginning', async () => {
		const bytes = Buffer.alloc(20 * MB, 'ants ');
		await files().upload({ file: await toFile(bytes, 'ants.bin') });
		expect(standIn().files).toEqual([
			expect.objectContaining({
				size_bytes: 20 * MB,
				sha256: createHash('sha256').update(bytes).digest('hex'),
				head: bytes.subarray(0, 4096),
				content: undefined,
			}),
		]);
	});

	it('is refused with more than 500 MB', async () => {
		const chunk = Buffer.alloc(MB);
		async function* body() {
			yield Buffer.from('--b\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\n');
			for (let count = 0; count < 500; count++) yield chunk;
			yield Buffer.from('x\r\n--b--\r\n');
			await Promise.resolve();
		}
		const response = await fetch(`${standIn().url}/v1/files`, {
			method: 'POST',
			headers: { 'content-type': 'multipart/form-data; boundary=b', 'x-api-key': KEY },
			body: ReadableStream.from(body()),
			...STREAMED,
		});
		expect(response.status).toBe(413);
		expect(standIn().files).toEqual([]);
	}, 60_000);
});

it('a client that hangs up in the middle leaves no file', async () => {
	const leaving = new AbortController();
	async function* body() {
		yield Buffer.from('--b\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\n');
		yield Buffer.alloc(MB);
		while (standIn().open === 0) await setImmediate();
		leaving.abort();
	}
	const sent = fetch(`${standIn().url}/v1/files`, {
		method: 'POST',
		headers: { 'content-type': 'multipart/form-data; boundary=b', 'x-api-key': KEY },
		body: ReadableStream.from(body()),
		signal: leaving.signal,
		...STREAMED,
	});
	await expect(sent).rejects.toThrow('aborted');
	while (standIn().open > 0) await setImmediate();
	expect(standIn().files).toEqual([]);
	expect(standIn().requests).toMatchObject([{ path: '/v1/files', aborted: true }]);
});
