import * as fc from 'fast-check';
import { Failure } from '../../../nodes/shared/errors/failure';
import {
	fileData,
	FileInspector,
	type InspectedFile,
} from '../../../nodes/ClaudeMessages/files/fileInspector';
import type { FoundFile } from '../../../nodes/ClaudeMessages/files/itemFiles';
import { isOfKind } from '../../../nodes/ClaudeMessages/files/placeFiles';
import { jpegWithAppSegments, pdfOfSize, pngOfSize } from '../../fixtures/bigFiles';
import { fixture, IMAGES } from '../../fixtures/files';
import { joined } from './chunks';
import { countingStorage, inItem, inStorage, noStorage } from './storage';
import { TINY_IMAGES } from './tinyImages';

const PDF = Buffer.from('%PDF-1.7\n1 0 obj\nendobj\nstartxref\n9\n%%EOF\n');

/** A file as it is checked and as it is sent, with all that was opened for it. */
async function inspected(bytes: Buffer, found: FoundFile) {
	const counted = countingStorage({ a: bytes });
	const file = await new FileInspector(counted.storage).inspect(found);
	return { ...counted, file, data: fileData(file) };
}

const BOTH: Array<[string, (bytes: Buffer) => FoundFile]> = [
	["in n8n's storage", () => inStorage('a')],
	['in the item', (bytes) => inItem(bytes)],
];

describe.each(BOTH)('%s', (_, found) => {
	test.each(TINY_IMAGES)('$name is ready to be sent', async ({ type, bytes, width, height }) => {
		const { file, data } = await inspected(bytes, found(bytes));
		expect(file).toMatchObject({ type, size: { width, height }, isCutOff: false });
		const content = await joined(data.content());
		expect(content.toString()).toBe(bytes.toString('base64'));
		expect(data.contentLength).toBe(content.length);
	});

	test.each(IMAGES)('the file $name has its size', async ({ name, mediaType, width, height }) => {
		const { bytes } = fixture(name);
		const { file } = await inspected(bytes, found(bytes));
		expect(file).toMatchObject({ type: mediaType, size: { width, height }, isCutOff: false });
	});

	test.each(['cut.gif', 'cut.jpg', 'cut.pdf', 'cut.png', 'cut.webp'])(
		'the short file %s is seen to break off before anything is sent',
		async (name) => {
			const { bytes } = fixture(name);
			expect((await inspected(bytes, found(bytes))).file.isCutOff).toBe(true);
		},
	);

	test('a text has its exact length once it is loaded', async () => {
		const bytes = Buffer.from('\ufeffGrüße "und" \\ Küsse\n'.repeat(5000));
		const { data } = await inspected(bytes, found(bytes));
		const loaded = await data.loaded();
		const content = await joined(loaded.content());
		expect(loaded.contentLength).toBe(content.length);
		expect(data.contentLength).toBeLessThanOrEqual(content.length);
		expect(JSON.parse(`"${content.toString()}"`)).toBe(bytes.toString().slice(1));
	});

	test('a text that is not in UTF-8 fails when it is loaded', async () => {
		const bytes = Buffer.from('Grüße', 'latin1');
		const { data } = await inspected(bytes, found(bytes));
		await expect(data.loaded()).rejects.toThrow("The text file in 'data' is not written in UTF-8");
	});
});

const CUT_LATER: Array<[string, Buffer]> = [
	['a PNG', pngOfSize(600_000)],
	['a PDF', pdfOfSize(600_000)],
	['a JPEG', jpegWithAppSegments(600_000)],
];

describe.each(CUT_LATER)('%s that breaks off behind its head', (_, whole) => {
	test.each([1, 3, 20, 300_000])('is told when it is sent (%d bytes less)', async (missing) => {
		const bytes = whole.subarray(0, whole.length - missing - 100);
		const { file, data } = await inspected(bytes, inStorage('a'));
		// Its frame stands near the end, so that the head is nearly all of it.
		if (file.isCutOff && file.type === 'image/jpeg') return;
		expect(file.isCutOff).toBe(false);
		await expect(joined(data.content())).rejects.toThrow('that breaks off before its end');
	});

	test('is opened once to be checked and once to be sent, and only its head at first', async () => {
		const { data, opens, read, stillOpen } = await inspected(whole, inStorage('a'));
		if (whole.subarray(0, 4).toString('latin1') !== '\xff\xd8\xff\xef') {
			expect(read.bytes).toBeLessThanOrEqual(64 * 1024);
		}
		await joined(data.content());
		expect(opens).toEqual(['a', 'a']);
		expect(stillOpen()).toBe(0);
	});
});

test('a file is told to have changed when it is longer or shorter than n8n says', async () => {
	const png = pngOfSize(200_000);
	for (const bytes of [1, 100_000, 199_999, 200_001, 300_000]) {
		const { data } = await inspected(png, inStorage('a', { bytes }));
		await expect(joined(data.content())).rejects.toThrow(
			'A file of the item changed while it was sent',
		);
	}
	const { data } = await inspected(png, inStorage('a', { bytes: 200_000 }));
	expect(await joined(data.content())).toHaveLength(data.contentLength);
});

test('a short file may have any length in the books', async () => {
	for (const bytes of [1, PDF.length, 5000]) {
		const { data } = await inspected(PDF, inStorage('a', { bytes }));
		expect((await joined(data.content())).toString()).toBe(PDF.toString('base64'));
	}
});

test('a file of which n8n does not know the length is read to its end to tell it', async () => {
	const png = pngOfSize(200_000);
	const { storage, opens } = countingStorage({ a: png });
	const inspector = new FileInspector({
		...storage,
		getBinaryMetadata: noStorage.getBinaryMetadata,
	});
	const file = await inspector.inspect(inStorage('a'));
	expect([file.byteLength, opens]).toEqual([200_000, ['a']]);
});

test('an image whose size stands a megabyte behind is sent unmeasured', async () => {
	const jpeg = jpegWithAppSegments(3_000_000);
	const { file, data, read } = await inspected(jpeg, inStorage('a'));
	expect(file).toMatchObject({ type: 'image/jpeg', isCutOff: false });
	expect(file.size).toBeUndefined();
	expect(read.bytes).toBeLessThan(1.2 * 1024 * 1024);
	expect(await joined(data.content())).toHaveLength(data.contentLength);
});

test('a file that the storage has lost is named, its path is not shown, and it may come back', async () => {
	const inspecting = async (storage = noStorage) =>
		await new FileInspector(storage).inspect(inStorage('gone', {}, 'photo'));
	await expect(inspecting()).rejects.toThrow(Failure);
	await expect(inspecting()).rejects.toThrow(
		"The file in 'photo' can no longer be read from n8n's storage",
	);
	const { storage } = countingStorage({ a: PDF });
	let fails = true;
	const inspector = new FileInspector({
		...storage,
		getBinaryStream: async (...args) =>
			await (fails ? noStorage : storage).getBinaryStream(...args),
	});
	await expect(inspector.inspect(inStorage('a'))).rejects.toThrow(Failure);
	fails = false;
	expect((await inspector.inspect(inStorage('a'))).type).toBe('application/pdf');
});

test('files are the same by what they hold, and others by that too', async () => {
	const inspector = new FileInspector(countingStorage({ a: PDF, b: PDF }).storage);
	const identityOf = async (found: FoundFile) => fileData(await inspector.inspect(found)).identity;
	expect(await identityOf(inItem('AAAA'))).toBe(await identityOf(inItem('AAAA')));
	expect(await identityOf(inItem('AAAA'))).not.toBe(await identityOf(inItem('AAAB')));
	expect(await identityOf(inStorage('a'))).toBe(await identityOf(inStorage('a', {}, 'other')));
	expect(await identityOf(inStorage('a'))).not.toBe(await identityOf(inStorage('b')));
});

test('random bytes behind any head end in an answer, and every stream is closed', async () => {
	const heads = [...TINY_IMAGES.map(({ bytes }) => bytes.subarray(0, 24)), PDF, Buffer.alloc(0)];
	await fc.assert(
		fc.asyncProperty(
			fc.constantFrom(...heads),
			fc.uint8Array({ maxLength: 3000 }),
			fc.boolean(),
			async (head, rest, stored) => {
				const bytes = Buffer.concat([head, rest]);
				const found = stored ? inStorage('a') : inItem(bytes);
				const { file, data, stillOpen } = await inspected(bytes, found);
				expect(file.byteLength).toBe(bytes.length);
				const sent = await data
					.loaded()
					.then(async (loaded) => await joined(loaded.content()))
					.catch((error: unknown) => error);
				expect(Buffer.isBuffer(sent) || sent instanceof Failure).toBe(true);
				if (Buffer.isBuffer(sent) && data.form === 'base64') {
					expect(sent.toString()).toBe(bytes.toString('base64'));
				}
				expect(stillOpen()).toBe(0);
			},
		),
		{ numRuns: 200 },
	);
});

test.each<[InspectedFile['type'], boolean, boolean]>([
	['image/png', true, false],
	['image/webp', true, false],
	['application/pdf', false, true],
	['text', false, true],
	['svg', false, false],
	['empty', false, false],
])('for *, %s is an image: %s, a document: %s', (type, image, document) => {
	expect([isOfKind(type, 'image'), isOfKind(type, 'document')]).toEqual([image, document]);
});
