/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { Readable } from 'node:stream';
import { readResults } from '../../nodes/shared/api/endpoints/batchResults';
import { type CallSettings, DEFAULT_SETTINGS } from '../../nodes/shared/api/endpoints/callApi';
import { downloadFile, getFile } from '../../nodes/shared/api/endpoints/files';
import { listModels } from '../../nodes/shared/api/endpoints/listModels';
import { listEntries } from '../../nodes/shared/api/endpoints/pages';
import { startRun } from '../../nodes/shared/api/pacing/startRun';
import { connectionTo } from '../unit/shared/api/talking';

const ONCE: CallSettings = { ...DEFAULT_SETTINGS, maxRetries: 0 };
const run = () => startRun({ concurrency: 1 });

/** The same piece again and again, which costs no memory itself; says how many were taken. */
function endless(piece: Buffer, taken = { bytes: 0 }): Readable {
	return new Readable({
		read() {
			taken.bytes += piece.length;
			this.push(piece);
		},
	});
}

const serverOf = (body: () => unknown) => connectionTo(() => ({ body: body() }));
const MB = 1024 * 1024;
const tooLong = expect.objectContaining({
	message: expect.stringMatching(/^api\.example sends more than \d+ MB/),
	type: 'invalid_response',
});

describe('the results of a batch', () => {
	const results = async (piece: Buffer, taken?: { bytes: number }) =>
		await readResults(
			serverOf(() => endless(piece, taken)),
			{ id: 'b', expected: 1 },
			ONCE,
			run(),
			() => undefined,
		);

	test('that are one line without end are given up', async () => {
		const taken = { bytes: 0 };
		await expect(results(Buffer.alloc(MB, 'x'), taken)).rejects.toEqual(tooLong);
		expect(taken.bytes).toBeLessThan(300 * MB);
	});

	test('that are empty lines without end are given up', async () => {
		await expect(results(Buffer.alloc(MB, ' \n'))).rejects.toEqual(tooLong);
	});

	test('that repeat for ever are given up', async () => {
		const line = `${JSON.stringify({ custom_id: '0-a', result: { type: 'expired' } })}\n`;
		await expect(results(Buffer.from(line.repeat(1000)))).resolves.toMatchObject({
			message: 'api.example sends more than 100000 results, which no batch has',
		});
	});
});

describe('a list', () => {
	/** A server whose every page names one more; says how many it was asked for. */
	function pagesWith(data: unknown[]) {
		const asked = { pages: 0 };
		const body = () => ({ data, has_more: true, last_id: `id_${asked.pages++}` });
		return { server: serverOf(body), asked };
	}
	const NO_END = 'The list has no end: each of its pages names one more';

	test('of models that pages for ever is given up', async () => {
		const { server, asked } = pagesWith([{ id: 'a' }]);
		await expect(listModels(server)).rejects.toThrow(NO_END);
		expect(asked.pages).toBeLessThan(1100);
	});

	test.each([
		['many small pages', { id: 'file_1' }, 1100],
		['a few large pages', { id: 'file_1', filename: 'x'.repeat(32 * MB) }, 10],
	])('of files that goes on for ever in %s is given up', async (_, entry, most) => {
		const { server, asked } = pagesWith([entry]);
		const list = { path: '/v1/files', limits: 'files', most: undefined };
		await expect(listEntries(server, list, ONCE, run())).rejects.toThrow(NO_END);
		expect(asked.pages).toBeLessThan(most);
	});

	test('with a million entries on one page is read', async () => {
		const data = Array.from({ length: 1_000_000 }, () => ({}));
		const list = { path: '/v1/files', limits: 'files', most: undefined };
		const entries = await listEntries(
			serverOf(() => ({ data })),
			list,
			ONCE,
			run(),
		);
		expect(entries).toHaveLength(1_000_000);
	});
});

test('an entry without end is given up', async () => {
	const server = serverOf(() => endless(Buffer.alloc(MB, '{"id":')));
	await expect(getFile(server, 'file_1', ONCE, run())).rejects.toEqual(tooLong);
});

test('an entry that is nested too deeply for n8n is no entry', async () => {
	const deep = `{"id":"file_1","x":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
	await expect(
		getFile(
			serverOf(() => deep),
			'file_1',
			ONCE,
			run(),
		),
	).rejects.toMatchObject({
		type: expect.not.stringMatching('internal_error'),
	});
});

/** How much of an endless download is stored, until it is given up. */
async function storedOf(claim: Record<string, number>): Promise<number> {
	const server = serverOf(() => endless(Buffer.alloc(8 * MB)));
	let stored = 0;
	const file = { id: 'file_1', ...claim };
	const download = downloadFile(server, file, ONCE, run(), async (content) => {
		for await (const chunk of content) stored += chunk.length;
	});
	await expect(download).rejects.toEqual(tooLong);
	return stored;
}

test('a download without end is given up, and does not fill the disk', async () => {
	expect(await storedOf({})).toBeLessThanOrEqual(500 * MB);
});

test('nor does one fill it that claims to be a petabyte', async () => {
	expect(await storedOf({ size_bytes: 1e15 })).toBeLessThanOrEqual(500 * MB);
});
