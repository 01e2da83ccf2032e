import Anthropic from '@anthropic-ai/sdk';
import type { IBinaryKeyData, INode, INodeExecutionData } from 'n8n-workflow';
import { fixture } from '../fixtures/files';
import { bytesFile } from './files';
import { EVERY_ROW } from './sdkBodies/everyRow';
import { PICTURES } from './sdkBodies/pictures';
import { block, byField, fields, HAIKU, model, picture, type Row, text } from './sdkBodies/row';
import { API_KEY, question, startTestbed, type Testbed, workflowOf } from './testbed';

let testbed: Testbed;
beforeAll(async () => (testbed = await startTestbed()));
beforeEach(() => testbed.standIn.reset());
afterAll(async () => await testbed.close());

const connect = () =>
	new Anthropic({ apiKey: API_KEY, baseURL: testbed.standIn.url, maxRetries: 0, logLevel: 'off' });

async function inMemory({ json = {}, files = {} }: Row): Promise<INodeExecutionData> {
	const binary: IBinaryKeyData = {};
	for (const [field, { bytes, fileName, mimeType }] of Object.entries(files)) {
		binary[field] = bytesFile(bytes, fileName, mimeType);
	}
	return { json, binary };
}

async function inStorage({ json = {}, files = {} }: Row): Promise<INodeExecutionData> {
	const binary: IBinaryKeyData = {};
	for (const [field, { bytes, fileName, mimeType }] of Object.entries(files)) {
		binary[field] = await testbed.engine.store(bytes, fileName, mimeType);
	}
	return { json, binary };
}

/** The row's request as the node sends it. */
async function byNode(row: Row, itemOf: typeof inMemory) {
	const { answers, requests } = await testbed.ask(
		{ ...model(HAIKU), ...row.node },
		{ input: [await itemOf(row)], onError: 'continueRegularOutput' },
	);
	// What the model supports is asked first, where a setting hangs on it.
	const sent = requests.filter(({ method }) => method === 'POST');
	return { outcome: answers[0]?.json.error ?? 'answered', requests: sent };
}

/** The row's request as the SDK sends it. */
async function bySdk({ sdk, betas, beta, version = '2023-06-01' }: Row) {
	const client = connect();
	const whole = { model: HAIKU, max_tokens: 8192, ...sdk };
	// The node streams where an answer may be long; the SDK does when it is told to.
	const params = { ...whole, ...(whole.max_tokens > 2048 ? { stream: true } : {}) };
	const options = { headers: { 'anthropic-version': version } };
	const before = testbed.standIn.requests.length;
	const call =
		betas === undefined
			? client.messages.create(params, options)
			: client.beta.messages.create({ ...params, ...beta, betas }, options);
	const outcome = await call.then(drained, (error: unknown) => error);
	return { outcome, requests: testbed.standIn.requests.slice(before) };
}

/** Reads an answer to its end, whether it is a stream or not. */
async function drained(answer: object): Promise<string> {
	if (!(Symbol.asyncIterator in answer)) return 'answered';
	const events: AsyncIterable<unknown> = answer as AsyncIterable<unknown>;
	for await (const event of events) if (event === undefined) return 'nothing';
	return 'answered';
}

async function compare(row: Row, itemOf: typeof inMemory) {
	const node = await byNode(row, itemOf);
	const sdk = await bySdk(row);
	expect(node.outcome).toBe('answered');
	expect(sdk.outcome).toBe('answered');
	expect([node.requests.length, sdk.requests.length]).toEqual([1, 1]);
	expect(node.requests[0]?.body).toEqual(sdk.requests[0]?.body);
	for (const header of ['anthropic-beta', 'anthropic-version', 'content-type']) {
		expect([header, node.requests[0]?.headers[header]]).toEqual([
			header,
			sdk.requests[0]?.headers[header],
		]);
	}
}

const FILE_ROWS = EVERY_ROW.filter(({ files }) => files !== undefined);

test('there are at least 150 configurations, each with a name of its own', () => {
	expect(EVERY_ROW.length).toBeGreaterThanOrEqual(150);
	expect(new Set(EVERY_ROW.map(({ name }) => name)).size).toBe(EVERY_ROW.length);
});

describe('the node sends what the SDK sends', () => {
	test.each(EVERY_ROW)('$name', async (row) => await compare(row, inMemory));
});

describe("the node sends what the SDK sends, with the files in n8n's storage", () => {
	test.each(FILE_ROWS)('$name', async (row) => await compare(row, inStorage));
});

test.each([
	['data', 'photo'],
	['path', '_files.photo'],
	['star', '*'],
])("a file of n8n's combined mode is found by its %s", async (_, binaryField) => {
	const row = PICTURES.find(({ name }) => name === 'a picture behind the question');
	if (row === undefined) throw new Error('The row is gone');
	const { binary } = await inStorage(row);
	const photo = binary?.photo;
	await compare(
		{
			...row,
			node: {
				messages: {
					values: [
						{ role: 'user', type: 'text', text: 'What is it?' },
						{ role: 'user', type: 'image', source: 'binary', binaryField },
					],
				},
			},
		},
		async () => ({ json: { _files: { photo: JSON.parse(JSON.stringify(photo)) } } }),
	);
});

test.each([
	['one file', '={{ $("Start").item.binary.photo }}', ['photo.jpg']],
	['all its files', '={{ $("Start").item.binary }}', ['photo.jpg', 'chart.png']],
	['a list', '={{ Object.values($("Start").item.binary).reverse() }}', ['chart.png', 'photo.jpg']],
] as const)('an expression gives a file of an earlier node: %s', async (_, binaryField, names) => {
	const parameters = { ...model(HAIKU), ...fields(byField('image', binaryField), text('Which?')) };
	const { nodes } = workflowOf(parameters, 'continueRegularOutput');
	const other: INode = {
		id: 'other',
		name: 'Other File',
		type: 'n8n-nodes-base.convertToFile',
		typeVersion: 1.1,
		position: [110, 0],
		parameters: { operation: 'toBinary', sourceProperty: 'note', binaryPropertyName: 'other' },
	};
	const to = (node: string) => ({ main: [[{ node, type: 'main' as const, index: 0 }]] });
	const photo = await testbed.engine.store(fixture('photo.jpg').bytes, 'photo.jpg', 'image/jpeg');
	const chart = bytesFile(fixture('chart.png').bytes, 'chart.png', 'image/png');
	const run = await testbed.run(
		{
			nodes: [...nodes, other],
			connections: { Start: to('Other File'), 'Other File': to('Claude Messages') },
		},
		[{ json: { note: 'aGVsbG8=' }, binary: { photo, chart } }],
	);
	expect(run.items('Other File')[0]?.binary).toHaveProperty('other');
	expect(run.items('Claude Messages')[0]?.json).not.toHaveProperty('error');
	const node = testbed.standIn.requests.at(-1);
	const content = [...names.map(picture), block('Which?')];
	const sdk = await bySdk({ name: '', node: {}, sdk: { messages: [{ role: 'user', content }] } });
	expect(node?.body).toEqual(sdk.requests[0]?.body);
});

/**
 * What is different on purpose: the key goes in `x-api-key`, which every gateway, Bedrock and Foundry
 * know, where SDK 1.x sends a bearer token; and the version is 2023-06-01, the one with Temperature,
 * Top P and Top K, where SDK 1.x asks for 2026-10-21. The API takes either.
 */
test('only the headers for the key and the version differ from the SDK, on purpose', async () => {
	const { requests } = await testbed.ask({
		...model(HAIKU),
		...question('Hello'),
		maxTokens: 1024,
	});
	await connect().messages.create({
		model: HAIKU,
		max_tokens: 1024,
		messages: [{ role: 'user', content: 'Hello' }],
	});
	const [node, sdk] = [requests[0], testbed.standIn.requests.at(-1)];
	expect(node?.headers).toMatchObject({
		'x-api-key': API_KEY,
		'anthropic-version': '2023-06-01',
		'content-type': 'application/json',
	});
	expect(node?.headers).not.toHaveProperty('authorization');
	expect(sdk?.headers).toMatchObject({
		authorization: `Bearer ${API_KEY}`,
		'anthropic-version': '2026-10-21',
		'content-type': 'application/json',
	});
	expect(sdk?.headers).not.toHaveProperty('x-api-key');
	expect([node?.method, node?.path, node?.body]).toEqual([sdk?.method, sdk?.path, sdk?.body]);
});
