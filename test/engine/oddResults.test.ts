import type { INodeParameters } from 'n8n-workflow';
import { line, madeBatch, onBatch, OVERLOADED, sdk } from './batchBed';
import { skipWaits } from './faults/quickWaits';
import { startTestbed, type Testbed } from './testbed';

let testbed: Testbed;
beforeAll(async () => (testbed = await startTestbed()));
beforeEach(() => {
	testbed.standIn.reset();
	skipWaits();
});
afterEach(() => jest.restoreAllMocks());
afterAll(async () => await testbed.close());

const resultsOf = (id: string) => `/v1/messages/batches/${id}/results`;
const get = (batchId: string, more: INodeParameters = {}) =>
	onBatch('getResults', { batchId, ...more });
const CONTINUE = { onError: 'continueRegularOutput' } as const;

/** The results of a batch as another server tells them, each time. */
function told(id: string, lines: readonly string[], contentType = 'application/x-jsonl') {
	const body = lines.join('\n');
	const headers = { 'content-type': contentType };
	const reply = { kind: 'raw', status: 200, headers, body, path: resultsOf(id) } as const;
	testbed.standIn.queue(...Array.from({ length: 7 }, () => reply));
}

/** Answers a path once, as a server that is not quite the API. */
function once(path: string, body: string, status = 200) {
	const headers = { 'content-type': 'application/json' };
	testbed.standIn.queue({ kind: 'raw', status, headers, body, path });
}

/** What the API says of a batch that has ended, with something changed. */
async function toldOf(id: string, changes: object) {
	const batch = await sdk(testbed.standIn).messages.batches.retrieve(id);
	once(`/v1/messages/batches/${id}`, JSON.stringify({ ...batch, ...changes }));
}

const COUNTS = { processing: 0, succeeded: 3, errored: 0, canceled: 0, expired: 0 };
const idsOf = (answers: ReadonlyArray<{ json: { custom_id?: unknown } }>) =>
	answers.map(({ json }) => json.custom_id);

const readings = (id: string) =>
	testbed.standIn.requests.filter(({ path }) => path === resultsOf(id)).length;

test.each([
	['has no result', '{"custom_id":"1-made","result":null}', { custom_id: '1-made' }],
	['is no JSON', '<html>', {}],
	[
		'is of a type that nobody knows',
		'{"custom_id":"1-made","result":{"type":"new"}}',
		{ custom_id: '1-made' },
	],
])('a line that %s fails alone', async (_, odd, named) => {
	const id = await madeBatch(testbed.standIn, ['A?', 'B?', 'C?']);
	told(id, [line('0-made', 'A'), odd, line('2-made', 'C')]);
	const { answers } = await testbed.ask(get(id), CONTINUE);
	const texts = answers.map(({ json }) => json.text).filter((text) => text !== undefined);
	expect(texts).toEqual(['A', 'C']);
	const errors = answers.flatMap(({ json }) => (json.error === undefined ? [] : [json.error]));
	expect(errors).toEqual([expect.objectContaining({ type: 'invalid_response', ...named })]);
	expect(readings(id)).toBe(1);
});

test('a result that never comes is one error beside the others', async () => {
	const id = await madeBatch(testbed.standIn, ['A?', 'B?', 'C?']);
	told(id, [line('0-made', 'A'), line('2-made', 'C')]);
	const { answers } = await testbed.ask(get(id), CONTINUE);
	expect(answers.map(({ json }) => json.text)).toEqual(['A', 'C', undefined]);
	expect(answers[2]?.json.error).toMatchObject({
		message: expect.stringMatching(/sent 2 of the batch's 3 results$/),
		type: 'invalid_response',
	});
});

test.each([
	[
		'a login page',
		'<!doctype html><title>Log in</title>',
		'text/html',
		/not JSON \(text\/html\).*Log in/,
	],
	[
		'a reason',
		'{"type":"error","error":{"type":"api_error","message":"Results are being prepared"}}',
		'application/json',
		/^Results are being prepared$/,
	],
])('%s in place of the results is told as it is', async (_, body, type, message) => {
	const id = await madeBatch(testbed.standIn, ['A?']);
	told(id, [body], type);
	const { answers } = await testbed.ask(get(id), CONTINUE);
	expect(answers).toEqual([
		{
			json: { error: expect.objectContaining({ message: expect.stringMatching(message) }) },
			pairedItem: { item: 0 },
		},
	]);
});

test('every row of a batch that has no results yet comes back, to be asked again', async () => {
	testbed.standIn.batchMs = Infinity;
	const id = await madeBatch(testbed.standIn, ['A?', 'B?', 'C?']);
	const input = [0, 1, 2].map((row) => ({ json: { row, custom_id: `${row}-made` } }));
	const { answers } = await testbed.ask(get(id), { input, ...CONTINUE });
	expect(answers).toEqual(
		input.map((_, item) => ({
			json: { error: expect.objectContaining({ type: 'batch_not_ended' }) },
			pairedItem: { item },
		})),
	);
});

test.each([
	['an error of the API', OVERLOADED],
	['a web page', '<html>\n<body>\nBad gateway</html>'],
	['JSON of a gateway', '{"detail":"Bad gateway"}'],
	['a cut line with an error behind it', `{"custom_id":"1-ma\n${OVERLOADED}`],
])('%s behind the first results is no result: all are got, and none fails', async (_, odd) => {
	for (const texts of [
		['A?', 'B?'],
		['A?', 'B?', 'C?', 'D?'],
	]) {
		const id = await madeBatch(testbed.standIn, texts);
		once(resultsOf(id), `${line('0-made', 'A')}\n${odd}\n`);
		const { answers, error } = await testbed.ask(get(id));
		expect(error).toBeUndefined();
		expect(idsOf(answers)).toEqual(texts.map((_, index) => `${index}-made`));
		expect(readings(id)).toBe(2);
	}
});

test('a batch whose counts have a total too is read once', async () => {
	const id = await madeBatch(testbed.standIn, ['A?', 'B?', 'C?']);
	await toldOf(id, { request_counts: { ...COUNTS, total: 3 } });
	const { answers, error } = await testbed.ask(get(id));
	expect(error).toBeUndefined();
	expect(answers).toHaveLength(3);
	expect(readings(id)).toBe(1);
});

test.each([
	['missing', null],
	['texts', { succeeded: '3' }],
	['too small', { ...COUNTS, succeeded: 1 }],
])('results that break off are got whole though the counts are %s', async (_, counts) => {
	const id = await madeBatch(testbed.standIn, ['A?', 'B?', 'C?']);
	await toldOf(id, { request_counts: counts });
	once(resultsOf(id), [line('0-made', 'A'), line('2-made', 'C').slice(0, 30)].join('\n'));
	const { answers } = await testbed.ask(get(id));
	expect(idsOf(answers)).toEqual(['0-made', '1-made', '2-made']);
	expect(readings(id)).toBe(2);
});

test('no results of a batch that does not say how many it has are no success', async () => {
	const id = await madeBatch(testbed.standIn, ['A?']);
	await toldOf(id, { request_counts: null });
	told(id, []);
	const { error } = await testbed.ask(get(id));
	expect(error?.message).toMatch(/sent no results, and the batch does not say how many there are$/);
});

test.each([
	['no primitive', { toString: 1, valueOf: 1 }],
	['endless', 'y'.repeat(1_000_000)],
])('a type of a result or state of a batch that is %s is told in short', async (_, odd) => {
	const id = await madeBatch(testbed.standIn, ['A?']);
	once(resultsOf(id), JSON.stringify({ custom_id: '0-made', result: { type: odd } }));
	const { answers } = await testbed.ask(get(id), CONTINUE);
	const start = 'The result is of a type that the node does not know: ';
	expect(messageOf(answers)).toMatch(new RegExp(`^${start}.{3,60}$`));
	await toldOf(id, { processing_status: odd });
	const state = await testbed.ask(get(id), CONTINUE);
	expect(messageOf(state.answers)).toMatch(/has no results yet: it is .{3,100}$/);
});

test.each([null, undefined, {}, { type: 'error', error: {} }])(
	'a request that failed with the reason %j says that none is given',
	async (error) => {
		const id = await madeBatch(testbed.standIn, ['A?']);
		const result = { type: 'errored', error };
		once(resultsOf(id), JSON.stringify({ custom_id: '0-made', result }));
		const { answers } = await testbed.ask(get(id), CONTINUE);
		expect(messageOf(answers)).toBe('This request of the batch failed, and no reason is given');
	},
);

test.each(['Too odd', { type: 'api_error', message: 'Too odd' }])(
	'the reason %j of a request that failed is told',
	async (error) => {
		const id = await madeBatch(testbed.standIn, ['A?']);
		const result = { type: 'errored', error };
		once(resultsOf(id), JSON.stringify({ custom_id: '0-made', result }));
		const { answers } = await testbed.ask(get(id), CONTINUE);
		expect(messageOf(answers)).toBe('Too odd');
	},
);

test('results that were archived are told as archived', async () => {
	const id = await madeBatch(testbed.standIn, ['A?']);
	await toldOf(id, { archived_at: '2026-01-31T12:00:00Z' });
	once(resultsOf(id), '{"type":"error","error":{"type":"not_found_error","message":"Gone"}}', 404);
	const { answers } = await testbed.ask(get(id), CONTINUE);
	expect(answers[0]?.json.error).toMatchObject({
		message: 'Gone',
		description: 'Results are kept for 29 days, and those of this batch were archived.',
	});
});

function messageOf([answer]: ReadonlyArray<{ json: object }>): unknown {
	return Object(Object(answer?.json).error).message;
}
