import Anthropic from '@anthropic-ai/sdk';
import type { INodeParameters } from 'n8n-workflow';
import { startStandIn } from '../standin';
import { type QuickWaits, skipWaits } from './faults/quickWaits';
import { backoff, DIFFERENT, type FaultRow, refusal, SHARED, type Wait } from './faults/rows';
import { API_KEY, type AskOptions, question, startTestbed, type Testbed } from './testbed';

const MODEL = 'claude-sonnet-5-5';
const MAX_TOKENS = 1000;
const MAX_RETRIES = 5;

let testbed: Testbed;
let waits: QuickWaits;
beforeAll(async () => (testbed = await startTestbed()));
beforeEach(() => {
	testbed.standIn.reset();
	waits = skipWaits();
});
afterEach(() => jest.restoreAllMocks());
afterAll(async () => await testbed.close());

type How = Pick<FaultRow, 'stream' | 'timeout'>;

function parameters({ stream, timeout }: How): INodeParameters {
	const options = {
		maxRetries: MAX_RETRIES,
		...(stream ? { streaming: 'always' } : {}),
		...(timeout === undefined ? {} : { timeout }),
	};
	return { ...question('Hello'), maxTokens: MAX_TOKENS, options };
}

/** Asks through the engine; a failure is an item. */
async function askNode(how: How, options: AskOptions = {}) {
	const { answers, requests } = await testbed.ask(parameters(how), {
		onError: 'continueRegularOutput',
		...options,
	});
	return { item: answers[0]?.json, attempts: requests.length };
}

/** Asks the same with the official SDK. */
async function askSdk({ stream, timeout }: How, baseURL = testbed.standIn.url) {
	const { standIn } = testbed;
	const before = standIn.requests.length;
	const client = new Anthropic({
		baseURL,
		apiKey: API_KEY,
		maxRetries: MAX_RETRIES,
		logLevel: 'off',
		...(timeout === undefined ? {} : { timeout: timeout * 1000 }),
	});
	const body: Anthropic.MessageCreateParamsNonStreaming = {
		model: MODEL,
		max_tokens: MAX_TOKENS,
		messages: [{ role: 'user', content: 'Hello' }],
	};
	const { messages } = client;
	const answered = stream ? messages.stream(body).finalMessage() : messages.create(body);
	const error: unknown = await answered.then(
		() => undefined,
		(reason: unknown) => reason,
	);
	return { error, attempts: standIn.requests.length - before };
}

function expectWaits(actual: readonly number[], expected: readonly Wait[]) {
	expect(actual).toHaveLength(expected.length);
	for (const [index, [shortest, longest]] of expected.entries()) {
		expect(actual[index]).toBeGreaterThanOrEqual(shortest);
		expect(actual[index]).toBeLessThanOrEqual(longest);
	}
}

/** What comes out when nothing goes wrong. */
async function wholeText(row: How): Promise<unknown> {
	const { item } = await askNode(row);
	testbed.standIn.reset();
	return item?.text;
}

async function expectNodeToMeet(row: FaultRow, text: unknown) {
	testbed.standIn.queue(...row.replies());
	const { item, attempts } = await askNode(row);
	expectWaits(waits.node, row.waits);
	expect(attempts).toBe(row.waits.length + 1);
	if (row.fails !== undefined) expect(item?.error).toMatchObject(row.fails);
	else expect(item).toMatchObject({ text, stop_reason: 'end_turn' });
}

test('there are more than thirty faults', () => {
	expect(SHARED.length + DIFFERENT.length).toBeGreaterThan(50);
});

describe('the node does what the official SDK does about', () => {
	test.each(SHARED)('$fault', async (row) => {
		await expectNodeToMeet(row, await wholeText(row));
		testbed.standIn.reset();
		testbed.standIn.queue(...row.replies());
		const { error, attempts } = await askSdk(row);
		expectWaits(waits.sdk, row.waits);
		expect(attempts).toBe(row.waits.length + 1);
		expect(error === undefined).toBe(row.fails === undefined);
	});

	test('a server that refuses the connection', async () => {
		const gone = await startStandIn();
		await gone.close();
		const { item } = await askNode({}, { credential: { baseUrl: gone.url } });
		expect(item?.error).toMatchObject({ type: 'connection_error', error_code: 'ECONNREFUSED' });
		expectWaits(waits.node, backoff(MAX_RETRIES));
		const { error } = await askSdk({}, gone.url);
		expect(error).toBeInstanceOf(Anthropic.APIConnectionError);
		expectWaits(waits.sdk, backoff(MAX_RETRIES));
	});

	test('a fault that does not end: after the last retry comes the last failure', async () => {
		const faults = [500, 529, 503, 500, 504].map((status) => refusal(status, 'api_error'));
		const queueAll = () => testbed.standIn.queue(...faults, refusal(529, 'overloaded_error'));
		queueAll();
		const { item, attempts } = await askNode({});
		expect(item?.error).toMatchObject({ type: 'overloaded_error', status: 529 });
		expect(attempts).toBe(MAX_RETRIES + 1);
		expectWaits(waits.node, backoff(MAX_RETRIES));
		queueAll();
		const sdk = await askSdk({});
		expect(sdk).toMatchObject({ error: { status: 529 }, attempts: MAX_RETRIES + 1 });
		expectWaits(waits.sdk, backoff(MAX_RETRIES));
	});
});

describe('the node differs from the official SDK by design about', () => {
	test.each(DIFFERENT)(
		'$fault: $why',
		async (row) => {
			const plain = row.fault.startsWith('JSON although') ? 'WHOLE' : await wholeText(row);
			await expectNodeToMeet(row, plain);
			if (row.sdk === undefined) return;
			testbed.standIn.reset();
			testbed.standIn.queue(...row.replies());
			const { error, attempts } = await askSdk(row);
			expect({ attempts, rejects: error !== undefined }).toEqual(row.sdk);
		},
		5000,
	);
});

test('with Max Retries of 0 nothing is asked again', async () => {
	testbed.standIn.queue(refusal(529, 'overloaded_error'));
	const { answers, requests } = await testbed.ask(
		{ ...question('Hello'), options: { maxRetries: 0 } },
		{ onError: 'continueRegularOutput' },
	);
	expect(answers[0]?.json.error).toMatchObject({ type: 'overloaded_error' });
	expect(requests).toHaveLength(1);
	expect(waits.node).toEqual([]);
});
