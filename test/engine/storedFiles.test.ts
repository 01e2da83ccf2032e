/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { createHash } from 'node:crypto';
import { appendFileSync, readdirSync, rmSync, truncateSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import type { IBinaryData, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { pdfOfSize, pngOfSize } from '../fixtures/bigFiles';
import { fixture } from '../fixtures/files';
import type { QueuedReply, ReceivedRequest } from '../standin';
import { userFolder } from './environment';
import { startTestbed, type Testbed } from './testbed';

let testbed: Testbed;
beforeAll(async () => (testbed = await startTestbed()));
beforeEach(() => testbed.standIn.reset());
afterAll(async () => await testbed.close());

type Kind = 'image' | 'document';

interface FileRow {
	what: string;
	kind: Kind;
	mediaType: string;
	bytes: Buffer;
}

const FILES: FileRow[] = [
	{
		what: 'a small picture',
		kind: 'image',
		mediaType: 'image/jpeg',
		bytes: fixture('photo.jpg').bytes,
	},
	{ what: 'a picture of 3 MB', kind: 'image', mediaType: 'image/png', bytes: pngOfSize(3_000_001) },
	{
		what: 'a small PDF',
		kind: 'document',
		mediaType: 'application/pdf',
		bytes: fixture('invoice.pdf').bytes,
	},
	{
		what: 'a PDF of 5 MB',
		kind: 'document',
		mediaType: 'application/pdf',
		bytes: pdfOfSize(5_000_002),
	},
];

function asking(kind: Kind, options: INodeParameters = {}): INodeParameters {
	return {
		messages: {
			values: [
				{ role: 'user', type: kind, source: 'binary', binaryField: 'data' },
				{ role: 'user', type: 'text', text: '=What is this? {{ $itemIndex }}' },
			],
		},
		options,
	};
}

async function itemWith({ bytes, mediaType }: Pick<FileRow, 'bytes' | 'mediaType'>) {
	const data = await testbed.engine.store(bytes, 'a file', mediaType);
	expect(data.id).toMatch(/^filesystem/);
	return { item: { json: {}, binary: { data } } satisfies INodeExecutionData, data };
}

/** Where n8n keeps the bytes of a stored file. */
function pathOf({ id = '' }: IBinaryData): string {
	const name = basename(id);
	const found = readdirSync(userFolder, { recursive: true, encoding: 'utf8' }).find(
		(path) => basename(path) === name,
	);
	if (found === undefined) throw new RangeError(`There is no file for ${id}`);
	return join(userFolder, found);
}

const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

interface Sent {
	messages: Array<{ content: Array<{ type: string; source?: { data: string } }> }>;
}

/** The first block's file as it came over the wire. */
function sentFile({ rawBody }: ReceivedRequest) {
	const { messages } = JSON.parse(rawBody) as Sent;
	const block = messages[0]?.content[0];
	return { ...block, hash: hashOf(Buffer.from(block?.source?.data ?? '', 'base64')) };
}

function expectWhole(request: ReceivedRequest | undefined, { kind, mediaType, bytes }: FileRow) {
	if (request === undefined) throw new RangeError('Nothing was sent');
	expect(sentFile(request)).toMatchObject({
		type: kind,
		source: { type: 'base64', media_type: mediaType },
		hash: hashOf(bytes),
	});
	expect(request.headers['content-length']).toBe(String(Buffer.byteLength(request.rawBody)));
	expect(request.headers).not.toHaveProperty('transfer-encoding');
}

describe.each(FILES)("$what in n8n's storage", (row) => {
	test.each(['always', 'never'])('arrives whole (streaming: %s)', async (streaming) => {
		const { item } = await itemWith(row);
		const { answers, requests } = await testbed.ask(asking(row.kind, { streaming }), {
			input: [item],
		});
		expect(answers).toMatchObject([{ json: { stop_reason: 'end_turn' } }]);
		expect(requests).toHaveLength(1);
		expectWhole(requests[0], row);
	});

	test('is read again for another attempt', async () => {
		const { item } = await itemWith(row);
		const headers = { 'retry-after-ms': '1' };
		const fault = { status: 529, type: 'overloaded_error', message: 'Overloaded', headers };
		testbed.standIn.queue({ kind: 'error', ...fault }, { kind: 'error', ...fault });
		const { answers, requests } = await testbed.ask(asking(row.kind), { input: [item] });
		expect(answers).toMatchObject([{ json: { stop_reason: 'end_turn' } }]);
		expect(requests).toHaveLength(3);
		for (const request of requests) expectWhole(request, row);
	});
});

describe('a file that changes between its check and the sending', () => {
	const row = { bytes: pngOfSize(200_000), mediaType: 'image/png' };

	/** Two items one after the other; while the first is asked, something happens to the second's file. */
	async function askWhile(happens: (path: string) => void) {
		const [first, second] = [await itemWith(row), await itemWith(row)];
		const when: QueuedReply['when'] = ({ rawBody }) => {
			if (rawBody.includes('What is this? 0')) happens(pathOf(second.data));
			return true;
		};
		testbed.standIn.queue({ kind: 'message', message: {}, when });
		return await testbed.ask(asking('image', { concurrency: 1, timeout: 5 }), {
			input: [first.item, second.item],
			onError: 'continueRegularOutput',
		});
	}

	test.each([
		[
			'vanishes',
			(path: string) => rmSync(path),
			"The file in 'data' can no longer be read from n8n's storage [item 1]",
		],
		[
			'grows',
			(path: string) => appendFileSync(path, Buffer.alloc(50_000)),
			'A file of the item changed while it was sent [item 1]',
		],
		[
			'shrinks',
			(path: string) => truncateSync(path, 100_000),
			'A file of the item changed while it was sent [item 1]',
		],
	] as const)('and %s is a clear error of its item alone', async (_, happens, message) => {
		const { answers, requests } = await askWhile(happens);
		expect(answers).toMatchObject([
			{ json: { stop_reason: 'end_turn' } },
			{ json: { error: { message, type: 'invalid_input', status: null, request_id: null } } },
		]);
		const ofSecond = requests.slice(1);
		expect(ofSecond.length).toBeLessThanOrEqual(1);
		for (const { aborted } of ofSecond) expect(aborted).toBe(true);
	});

	test('and vanishes before another attempt is a clear error too', async () => {
		const { item, data } = await itemWith(row);
		testbed.standIn.queue({
			kind: 'error',
			status: 529,
			type: 'overloaded_error',
			message: 'Overloaded',
			headers: { 'retry-after-ms': '1' },
			when: () => {
				rmSync(pathOf(data));
				return true;
			},
		});
		const { answers } = await testbed.ask(asking('image'), {
			input: [item],
			onError: 'continueRegularOutput',
		});
		expect(answers[0]?.json.error).toMatchObject({
			message: "The file in 'data' can no longer be read from n8n's storage",
			type: 'invalid_input',
		});
	});
});

/** What a server got of requests that ended before they were complete is known a little later. */
async function brokenRequests(): Promise<readonly ReceivedRequest[]> {
	for (let time = 0; time < 20 && testbed.standIn.requests.length === 0; time++) await after(10);
	return testbed.standIn.requests;
}

describe('a file that breaks off behind its head', () => {
	const PNG_END = 12;

	test.each([
		['a picture', 'image', 'a PNG image', pngOfSize(3_000_000).subarray(0, -PNG_END)],
		['a document', 'document', 'a PDF', pdfOfSize(3_000_000).subarray(0, -100)],
	] as const)(
		'%s ends its request before it is complete, and is not sent again',
		async (_, kind, type, bytes) => {
			const { item } = await itemWith({ bytes, mediaType: 'application/octet-stream' });
			const { answers } = await testbed.ask(asking(kind), {
				input: [item],
				onError: 'continueRegularOutput',
			});
			expect(answers).toEqual([
				{
					json: {
						error: {
							message: `The file in 'data' is ${type} that breaks off before its end`,
							description: expect.stringContaining('Check the node'),
							type: 'invalid_input',
							status: null,
							request_id: null,
						},
					},
					pairedItem: { item: 0 },
				},
			]);
			expect((await brokenRequests()).map(({ aborted }) => aborted)).toEqual([true]);
		},
	);
});

describe('a file whose length is not what n8n says', () => {
	test.each([100, 150_000, 199_999, 200_001, 250_000])(
		'(%d bytes of 200,000) ends its request before it is complete',
		async (bytes) => {
			const { item, data } = await itemWith({ bytes: pngOfSize(200_000), mediaType: 'image/png' });
			data.bytes = bytes;
			const { answers } = await testbed.ask(asking('image'), {
				input: [item],
				onError: 'continueRegularOutput',
			});
			expect(answers).toMatchObject([
				{
					json: {
						error: {
							message: 'A file of the item changed while it was sent',
							type: 'invalid_input',
							status: null,
							request_id: null,
						},
					},
				},
			]);
			for (const { aborted } of await brokenRequests()) expect(aborted).toBe(true);
		},
	);
});

test('a file in lines, as in an email, arrives whole', async () => {
	const [, , , { bytes } = { bytes: Buffer.alloc(0) }] = FILES;
	const data = bytes.toString('base64').replace(/.{76}/g, '$&\r\n');
	const item = { json: {}, binary: { data: { data, mimeType: 'application/pdf' } } };
	const { requests } = await testbed.ask(asking('document'), { input: [item] });
	expectWhole(requests.at(-1), { what: '', kind: 'document', mediaType: 'application/pdf', bytes });
});
