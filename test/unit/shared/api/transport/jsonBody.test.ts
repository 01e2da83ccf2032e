import { sleep } from 'n8n-workflow';
import { JsonBody } from '../../../../../nodes/shared/api/transport/jsonBody';
import { Failure, invalidInput } from '../../../../../nodes/shared/errors/failure';
import {
	base64Length,
	FileData,
	type OpenFile,
} from '../../../../../nodes/ClaudeMessages/files/fileData';
import { writeBody } from '../../../../../nodes/shared/api/transport/writeBody';
import { chunked, countedOpener, joined } from '../../../files/chunks';

/** A body with these files in it, and text around them. */
function bodyOf(files: readonly FileData[], words = 'Grüße'): JsonBody {
	const content = files.flatMap((data) => [
		{ type: 'text', text: words },
		{ type: 'image', source: { type: 'base64', data } },
	]);
	const body = { model: 'claude-haiku-4-5', messages: [{ role: 'user', content }] };
	return new JsonBody(writeBody(body, files));
}

const fileOf = (bytes: Uint8Array, open: OpenFile = () => chunked(bytes, 24 * 1024)) =>
	new FileData('base64', base64Length(bytes.length), open);

/** Every piece that comes out of a body, as n8n's HTTP client takes them. */
async function piecesOf(body: JsonBody): Promise<Uint8Array[]> {
	const pieces: Uint8Array[] = [];
	for await (const piece of body.stream()) pieces.push(piece);
	return pieces;
}

const BYTES = Buffer.from(Array.from({ length: 100_000 }, (_, index) => (index * 31) % 256));

describe('the body of a request', () => {
	test.each([
		['without files', []],
		['with an empty file', [Buffer.alloc(0)]],
		['with a file', [BYTES]],
		['with several files', [BYTES, BYTES.subarray(1), Buffer.from('%PDF-1.7')]],
	])('is JSON of exactly its size: %s', async (_, contents) => {
		const body = bodyOf(contents.map((bytes) => fileOf(bytes)));
		const sent = await joined(body.stream());
		expect(sent).toHaveLength(body.size);
		expect(JSON.parse(sent.toString())).toEqual({
			model: 'claude-haiku-4-5',
			messages: [
				{
					role: 'user',
					content: contents.flatMap((bytes) => [
						{ type: 'text', text: 'Grüße' },
						{ type: 'image', source: { type: 'base64', data: bytes.toString('base64') } },
					]),
				},
			],
		});
	});

	test('counts bytes, not characters', async () => {
		const body = bodyOf([fileOf(BYTES)], '👩‍👩‍👧 ü 中文 "\u0000"');
		expect(await joined(body.stream())).toHaveLength(body.size);
	});

	test('is a Blob of JSON, which is what the HTTP client looks for', () => {
		const body = bodyOf([]);
		expect(body).toBeInstanceOf(Blob);
		expect(body.type).toBe('application/json');
		expect(Object.keys(body)).toContain('size');
	});

	test('can be read again and again, also side by side, and opens the files each time', async () => {
		let opened = 0;
		const file = fileOf(BYTES, () => {
			opened++;
			return chunked(BYTES, 1000);
		});
		const body = bodyOf([file]);
		const first = await joined(body.stream());
		const [second, third] = await Promise.all([joined(body.stream()), joined(body.stream())]);
		expect(second).toEqual(first);
		expect(third).toEqual(first);
		expect(opened).toBe(3);
	});
});

describe('a large file', () => {
	const STEP = 24 * 1024;
	const COUNT = 1000;

	/** 24 MB that are nowhere at once; tells how far it was read. */
	function largeFile() {
		const piece = Buffer.alloc(STEP, 7);
		const read = { pieces: 0 };
		async function* open() {
			for (; read.pieces < COUNT; read.pieces++) yield piece;
		}
		return { read, file: new FileData('base64', base64Length(STEP * COUNT), open) };
	}

	test('is never held whole: no piece is larger than one that was read', async () => {
		const { file } = largeFile();
		const body = bodyOf([file]);
		let largest = 0;
		let sent = 0;
		for await (const piece of body.stream()) {
			largest = Math.max(largest, piece.length);
			sent += piece.length;
		}
		expect(largest).toBeLessThanOrEqual(base64Length(STEP));
		expect(sent).toBe(body.size);
	});

	test('is read only as fast as it is sent', async () => {
		const { file, read } = largeFile();
		const reader = bodyOf([file]).stream().getReader();
		for (let piece = 1; piece <= 50; piece++) {
			await reader.read();
			await sleep(0);
			expect(read.pieces).toBeLessThanOrEqual(piece + 1);
		}
		await reader.cancel();
	});
});

describe('a file that is not as it was when it was checked is a failure, and no other error:', () => {
	const CHANGED = {
		type: 'invalid_input',
		message: 'A file of the item changed while it was sent',
	};
	const checked = BYTES.subarray(0, 3000);
	const replacedBy = (bytes: Uint8Array) => fileOf(checked, () => chunked(bytes, 1000));

	test.each([
		['it grew by a byte', BYTES.subarray(0, 3001)],
		['it grew by far', BYTES],
		['it shrank by a group', BYTES.subarray(0, 2997)],
		['it is empty', Buffer.alloc(0)],
	])('%s', async (_, bytes) => {
		const body = bodyOf([replacedBy(bytes)]);
		await expect(piecesOf(body)).rejects.toMatchObject(CHANGED);
		expect(body.failure).toBeInstanceOf(Failure);
		expect(body.failure).toMatchObject({ ...CHANGED, retry: undefined });
	});

	test('one that grew by far is not sent beyond the size that was announced', async () => {
		const body = bodyOf([replacedBy(BYTES)]);
		let sent = 0;
		const reading = (async () => {
			for await (const piece of body.stream()) sent += piece.length;
		})();
		await expect(reading).rejects.toThrow(Failure);
		expect(sent).toBeLessThanOrEqual(body.size);
	});

	test('it vanished', async () => {
		const lost = invalidInput('The file is gone', 'Run again.');
		const body = bodyOf([
			fileOf(checked, async function* () {
				yield* chunked(Buffer.alloc(0), 1);
				throw lost;
			}),
		]);
		await expect(piecesOf(body)).rejects.toBe(lost);
		expect(body.failure).toBe(lost);
	});

	test('it breaks off in the middle', async () => {
		const body = bodyOf([
			fileOf(checked, async function* () {
				yield checked.subarray(0, 900);
				throw new Error('EIO: i/o error');
			}),
		]);
		await expect(piecesOf(body)).rejects.toThrow(Failure);
		expect(body.failure).toMatchObject({ message: 'EIO: i/o error' });
	});

	test('but a body that was read well has none', async () => {
		const body = bodyOf([fileOf(checked)]);
		await piecesOf(body);
		expect(body.failure).toBeUndefined();
	});
});

describe('files are closed', () => {
	test.each([0, 1, 2, 5])('when the connection breaks after %d pieces', async (count) => {
		const { open, stillOpen } = countedOpener(BYTES, 1000);
		const reader = bodyOf([fileOf(BYTES, open)])
			.stream()
			.getReader();
		for (let piece = 0; piece < count; piece++) await reader.read();
		await reader.cancel();
		expect(stillOpen()).toBe(0);
	});

	test('when one turns out to be too long', async () => {
		const { open, stillOpen } = countedOpener(BYTES, 1000);
		await expect(piecesOf(bodyOf([fileOf(BYTES.subarray(0, 3), open)]))).rejects.toThrow(Failure);
		expect(stillOpen()).toBe(0);
	});

	test('when all is sent', async () => {
		const { open, stillOpen } = countedOpener(BYTES, 1000);
		await piecesOf(bodyOf([fileOf(BYTES, open), fileOf(BYTES, open)]));
		expect(stillOpen()).toBe(0);
	});
});
