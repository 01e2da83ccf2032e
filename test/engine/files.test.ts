import Anthropic, { toFile } from '@anthropic-ai/sdk';
import { createHash } from 'node:crypto';
import type { INodeExecutionData } from 'n8n-workflow';
import { pdfOfSize } from '../fixtures/bigFiles';
import { skipWaits } from './faults/quickWaits';
import { API_KEY, startTestbed, type Testbed } from './testbed';

let testbed: Testbed;
beforeAll(async () => (testbed = await startTestbed()));
beforeEach(() => testbed.standIn.reset());
afterEach(() => jest.restoreAllMocks());
afterAll(async () => await testbed.close());

const PDF = pdfOfSize(300_000);
const CONTINUE = { onError: 'continueRegularOutput' as const };
const file = (operation: string, more = {}) => ({ resource: 'file', operation, ...more });

async function itemWith(bytes: Buffer, name: string, type: string): Promise<INodeExecutionData> {
	return { json: {}, binary: { data: await testbed.engine.store(bytes, name, type) } };
}

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

test('a file goes up whole, with its name and type, and its ID can be asked about', async () => {
	const input = [await itemWith(PDF, 'prices.pdf', 'application/octet-stream')];
	const { answers, error } = await testbed.ask(file('upload'), { input });
	expect(error).toBeUndefined();
	expect(answers).toEqual([
		{
			json: {
				id: expect.stringMatching(/^file_/),
				filename: 'prices.pdf',
				mime_type: 'application/pdf',
				size_bytes: PDF.length,
				created_at: expect.any(String),
				downloadable: false,
			},
			pairedItem: { item: 0 },
		},
	]);
	expect(testbed.standIn.files).toMatchObject([{ sha256: sha256(PDF) }]);
	const id = String(answers[0]?.json.id);
	const asked = await testbed.ask({
		messages: {
			values: [
				{ role: 'user', type: 'document', source: 'file', fileId: id },
				{ role: 'user', type: 'text', text: 'What does it cost?' },
			],
		},
	});
	expect(asked.answers[0]?.json.stop_reason).toBe('end_turn');
});

test('a file in the item itself goes up as well', async () => {
	const text = Buffer.from('name,price\nbell,7\n');
	const data = { data: text.toString('base64'), mimeType: 'text/csv', fileName: 'a.csv' };
	await testbed.ask(file('upload'), { input: [{ json: {}, binary: { data } }] });
	expect(testbed.standIn.files).toMatchObject([
		{ filename: 'a.csv', mime_type: 'text/csv', sha256: sha256(text) },
	]);
});

test('a name of your own, an expiry, and characters that the API refuses', async () => {
	const input = [await itemWith(PDF, 'prices.pdf', 'application/pdf')];
	const options = { fileName: 'what is "this"? <2026>.pdf', expiresIn: 3600 };
	const { answers } = await testbed.ask(file('upload', { options }), { input });
	expect(answers[0]?.json).toMatchObject({
		filename: 'what is _this__ _2026_.pdf',
		expires_at: expect.any(String),
	});
});

test.each([
	['is not there', { binaryField: 'photo' }, /^The item has no file in the field "photo"/],
	['gives all files', { binaryField: '*' }, /gives 2 files, but an upload takes one$/],
])('a field that %s is told before anything is sent', async (_, more, message) => {
	const item = await itemWith(PDF, 'a.pdf', 'application/pdf');
	const other = await testbed.engine.store(PDF, 'b.pdf', 'application/pdf');
	const input = [{ ...item, binary: { ...item.binary, other } }];
	const { answers, requests } = await testbed.ask(file('upload', more), { input, ...CONTINUE });
	expect(requests).toEqual([]);
	expect(answers[0]?.json.error).toMatchObject({
		message: expect.stringMatching(message),
		type: 'invalid_input',
	});
});

test('an upload whose answer is lost is looked for, and not uploaded again', async () => {
	testbed.standIn.queue({
		path: '/v1/files',
		kind: 'reset',
		when: ({ method }) => method === 'POST',
	});
	const input = [await itemWith(PDF, 'prices.pdf', 'application/pdf')];
	const { answers, requests } = await testbed.ask(file('upload'), { input });
	expect(testbed.standIn.files).toHaveLength(1);
	expect(answers[0]?.json.id).toBe(testbed.standIn.files[0]?.id);
	expect(requests.map(({ method }) => method)).toEqual(['POST', 'GET']);
});

test('an upload that was refused for an overload is sent again', async () => {
	const headers = { 'retry-after-ms': '1' };
	testbed.standIn.queue({
		path: '/v1/files',
		kind: 'error',
		status: 529,
		type: 'overloaded_error',
		message: 'Busy',
		headers,
	});
	const input = [await itemWith(PDF, 'prices.pdf', 'application/pdf')];
	const { answers } = await testbed.ask(file('upload'), { input });
	expect(answers[0]?.json.filename).toBe('prices.pdf');
	expect(testbed.standIn.files).toHaveLength(1);
});

test('several files go up, and one that fails does not cost the others', async () => {
	const input = [
		await itemWith(PDF, 'one.pdf', 'application/pdf'),
		await itemWith(Buffer.alloc(0), 'empty.txt', 'text/plain'),
		await itemWith(Buffer.from('hello'), 'three.txt', 'text/plain'),
	];
	const { answers } = await testbed.ask(file('upload'), { input, ...CONTINUE });
	expect(answers).toMatchObject([
		{ json: { filename: 'one.pdf' }, pairedItem: { item: 0 } },
		{ json: { error: { message: "The file in 'data' is empty [item 1]" } } },
		{ json: { filename: 'three.txt' }, pairedItem: { item: 2 } },
	]);
});

test('a file that code execution made comes down whole, under its own name', async () => {
	const id = testbed.standIn.addFile({
		filename: 'chart.png',
		mimeType: 'image/png',
		bytes: PDF,
	});
	const { answers } = await testbed.ask(file('download', { fileId: id, outputField: 'chart' }));
	expect(answers).toMatchObject([
		{
			json: { id, filename: 'chart.png', size_bytes: PDF.length },
			binary: { chart: { fileName: 'chart.png', mimeType: 'image/png' } },
		},
	]);
});

test.each([
	[
		'a login page',
		{ 'content-type': 'text/html' },
		'<title>Log in</title>',
		/not JSON \(text\/html\).*Log in/,
	],
	['less', {}, 'a', /sent 1 of 5 bytes$/],
	['nothing', {}, '', /sent 0 of 5 bytes$/],
	['more', {}, 'whatever', /sends more than 5 bytes/],
])('%s in place of a file is never taken for it', async (_, headers, body, message) => {
	skipWaits();
	const bytes = Buffer.from('whole');
	const id = testbed.standIn.addFile({ filename: 'a.xlsx', mimeType: 'application/zip', bytes });
	const path = `/v1/files/${id}/content`;
	testbed.standIn.queue(
		...Array.from({ length: 6 }, () => ({
			kind: 'raw' as const,
			status: 200,
			headers,
			body,
			path,
		})),
	);
	const { answers } = await testbed.ask(file('download', { fileId: id }), CONTINUE);
	expect(answers).toEqual([
		{
			json: {
				error: expect.objectContaining({
					message: expect.stringMatching(message),
					type: 'invalid_response',
				}),
			},
			pairedItem: { item: 0 },
		},
	]);
});

test('a download that broke off comes whole from the next attempt', async () => {
	const bytes = Buffer.from('whole');
	const id = testbed.standIn.addFile({ filename: 'a.txt', mimeType: 'text/plain', bytes });
	const half = { kind: 'raw', status: 200, body: 'who', path: `/v1/files/${id}/content` } as const;
	testbed.standIn.queue(half);
	const { answers } = await testbed.ask(file('download', { fileId: id }));
	expect(answers[0]?.json).toMatchObject({ id, size_bytes: 5 });
	expect(answers[0]?.binary?.data?.fileSize).toBe('5 B');
});

test('what was uploaded cannot be downloaded, and the API says so', async () => {
	const id = testbed.standIn.addFile({
		filename: 'a.txt',
		mimeType: 'text/plain',
		bytes: Buffer.from('a'),
		downloadable: false,
	});
	const { answers } = await testbed.ask(file('download', { fileId: id }), CONTINUE);
	expect(answers[0]?.json.error).toMatchObject({
		error_code: 'file_not_downloadable',
		status: 400,
	});
});

test('files are listed, looked at and deleted', async () => {
	const ids = ['a', 'b', 'c'].map((name) =>
		testbed.standIn.addFile({
			filename: `${name}.txt`,
			mimeType: 'text/plain',
			bytes: Buffer.from(name),
		}),
	);
	const listed = await testbed.ask(file('getAll', { returnAll: true }));
	expect(listed.answers.map(({ json }) => json.id).sort()).toEqual([...ids].sort());
	const some = await testbed.ask(file('getAll', { limit: 2 }));
	expect(some.answers).toHaveLength(2);
	const one = await testbed.ask(file('get', { fileId: ids[0], simplify: false }));
	expect(one.answers[0]?.json).toMatchObject({ type: 'file', filename: 'a.txt' });
	const gone = await testbed.ask(file('delete', { fileId: '={{ $json.id }}' }), {
		input: [{ json: { id: ids[1] } }, { json: { id: 'file_nobody' } }],
		...CONTINUE,
	});
	expect(gone.answers).toMatchObject([
		{ json: { id: ids[1], deleted: true } },
		{ json: { error: { type: 'not_found_error', status: 404 } } },
	]);
});

test('what arrives is what the official SDK uploads', async () => {
	const input = [await itemWith(PDF, 'prices.pdf', 'application/pdf')];
	await testbed.ask(file('upload', { options: { expiresIn: 7200 } }), { input });
	const client = new Anthropic({ apiKey: API_KEY, baseURL: testbed.standIn.url });
	await client.files.upload({
		file: await toFile(PDF, 'prices.pdf', { type: 'application/pdf' }),
		expires_in_seconds: 7200,
	});
	const [ours, theirs] = testbed.standIn.files.map((each) => ({
		name: each.filename,
		type: each.mime_type,
		sha256: each.sha256,
		expires: Math.round(Date.parse(String(each.expires_at)) / 60_000),
	}));
	expect(ours).toEqual(theirs);
});
