import { type INodeExecutionData, type INodeParameters, sleep } from 'n8n-workflow';
import type { QueuedReply } from '../standin';
import { END, PING, START, text } from './faults/events';
import { skipWaits } from './faults/quickWaits';
import { newestTest } from './line';
import { hintsOf, taskOf } from './taskData';
import { API_KEY, question, startTestbed, type Testbed } from './testbed';

let testbed: Testbed;
beforeAll(async () => (testbed = await startTestbed()));
beforeEach(() => testbed.standIn.reset());
afterEach(() => jest.restoreAllMocks());
afterAll(async () => await testbed.close());

const hello = (options: INodeParameters) => ({ ...question('Hello'), options });

const limited: QueuedReply = {
	kind: 'error',
	status: 429,
	type: 'rate_limit_error',
	message: 'Slow down',
	headers: { 'retry-after': '7' },
};
const overloaded: QueuedReply = {
	kind: 'error',
	status: 529,
	type: 'overloaded_error',
	message: 'Overloaded',
	headers: { 'retry-after-ms': '500' },
};

describe('an answer that takes several times the timeout', () => {
	const tenth = [{ delayMs: 100 }, PING];

	test('arrives over a stream that pings', async () => {
		const pings = Array.from({ length: 15 }, () => tenth).flat();
		testbed.standIn.queue({
			kind: 'events',
			chunks: [START, text('At '), ...pings, text('last.'), END],
		});
		const startedAt = Date.now();
		const { answers, requests } = await testbed.ask(hello({ streaming: 'always', timeout: 0.3 }));
		expect(answers).toMatchObject([{ json: { text: 'At last.', stop_reason: 'end_turn' } }]);
		expect(Date.now() - startedAt).toBeGreaterThanOrEqual(1400);
		expect(requests).toHaveLength(1);
	});

	test('arrives over a stream that pings before it begins', async () => {
		const pings = Array.from({ length: 10 }, () => tenth).flat();
		testbed.standIn.queue({ kind: 'events', chunks: [PING, ...pings, START, text('Hi'), END] });
		const { answers } = await testbed.ask(hello({ streaming: 'always', timeout: 0.3 }));
		expect(answers).toMatchObject([{ json: { text: 'Hi' } }]);
	});

	test('is lost in JSON, where no sign of life comes', async () => {
		testbed.standIn.queue({ kind: 'delay', ms: 2000, then: { kind: 'text', text: 'late' } });
		const { answers } = await testbed.ask(
			hello({ streaming: 'never', timeout: 0.3, maxRetries: 0 }),
			{ onError: 'continueRegularOutput' },
		);
		expect(answers[0]?.json.error).toMatchObject({ type: 'connection_timeout', status: null });
	});
});

describe('hints', () => {
	test('there are none when nothing happened', async () => {
		expect(hintsOf(await testbed.ask(hello({})))).toEqual([]);
	});

	test('say how often and how long was waited, and for what', async () => {
		skipWaits();
		testbed.standIn.queue(limited, overloaded, overloaded);
		expect(hintsOf(await testbed.ask(hello({})))).toEqual([
			'Asked again 3 times after waiting 8.0 seconds in all, because of: rate_limit_error (1), overloaded_error (2)',
		]);
	});

	test('say it of a single wait', async () => {
		skipWaits();
		testbed.standIn.queue(overloaded);
		expect(hintsOf(await testbed.ask(hello({})))).toEqual([
			'Asked again once after waiting 0.5 seconds in all, because of: overloaded_error (1)',
		]);
	});

	test('say that a limit came near', async () => {
		const reset = new Date(Date.now() + 30_000).toISOString();
		testbed.standIn.limitRequests({
			perSecond: 1000,
			burst: 1000,
			inputTokens: { limit: 100_000, remaining: 9000, reset },
			outputTokens: { limit: 8000, remaining: 7000, reset },
		});
		expect(hintsOf(await testbed.ask(hello({})))).toEqual([
			`The rate limit for input tokens is nearly used up: 9000 of 100000 are left, whole again at ${reset}`,
		]);
	});
});

newestTest("the tokens of all items land in the execution's metadata", async () => {
	const usage = (input_tokens: number, output_tokens: number): QueuedReply => ({
		kind: 'message',
		message: {
			usage: {
				input_tokens,
				output_tokens,
				cache_creation: null,
				cache_creation_input_tokens: 1000,
				cache_read_input_tokens: 100,
				inference_geo: null,
				output_tokens_details: null,
				server_tool_use: null,
				service_tier: 'standard',
				speed: null,
			},
		},
	});
	testbed.standIn.queue(usage(10, 1), usage(20, 2));
	const asked = await testbed.ask(hello({}), { input: [{ json: {} }, { json: {} }] });
	expect(taskOf(asked)?.metadata).toMatchObject({
		tokenUsage: { inputTokens: 2230, outputTokens: 3 },
	});
});

describe('nothing that a run leaves behind holds the key', () => {
	const echo: QueuedReply = {
		kind: 'error',
		status: 400,
		type: 'invalid_request_error',
		message: `Your key ${API_KEY} asked for too much`,
	};
	const faults: QueuedReply[] = [
		echo,
		{ kind: 'stream', errorAfter: 3, error: { type: 'api_error', message: `With ${API_KEY}` } },
		{ kind: 'reset' },
		{ kind: 'cut' },
		{ kind: 'garbage' },
		{ kind: 'raw', status: 200, headers: { 'content-type': 'text/html' }, body: API_KEY },
		{ kind: 'raw', status: 502, body: API_KEY },
		{
			kind: 'raw',
			status: 307,
			headers: { location: `http://other.example/${API_KEY}` },
			body: '',
		},
		limited,
	];

	test.each(['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'] as const)(
		'on %s',
		async (onError) => {
			skipWaits();
			for (const fault of faults) {
				for (const maxRetries of [0, 1]) {
					testbed.standIn.reset();
					testbed.standIn.queue(fault);
					const { run } = await testbed.ask(hello({ maxRetries }), {
						onError,
						input: [{ json: { name: 'Ann' } }, { json: { name: 'Bob' } }],
					});
					expect(JSON.stringify(run)).not.toContain(API_KEY);
				}
			}
		},
	);
});

describe('with many items', () => {
	const MANY: INodeExecutionData[] = Array.from({ length: 40 }, (_, number) => ({
		json: { number },
	}));

	/** Every request takes another time, none of them in order. */
	function answerOutOfOrder() {
		testbed.standIn.queue(
			...MANY.map(
				(_, number): QueuedReply => ({
					kind: 'delay',
					ms: 20 + ((number * 37) % 83),
					when: ({ rawBody }) => rawBody.includes(`"Number ${number}."`),
					then: { kind: 'text', text: `Answer ${number}` },
				}),
			),
		);
	}

	test.each([1, 3, 10, 40])(
		'the answers come in input order, and never more than %i are open',
		async (concurrency) => {
			answerOutOfOrder();
			const { answers, requests } = await testbed.ask(
				{ ...question('=Number {{ $json.number }}.'), options: { concurrency } },
				{ input: MANY },
			);
			expect(answers.map(({ json }) => json.text)).toEqual(
				MANY.map((_, number) => `Answer ${number}`),
			);
			expect(answers.map(({ pairedItem }) => pairedItem)).toEqual(
				MANY.map((_, item) => ({ item })),
			);
			expect(requests).toHaveLength(40);
			expect(testbed.standIn.maxOpen).toBeLessThanOrEqual(concurrency);
			expect(testbed.standIn.maxOpen).toBeGreaterThan(Math.min(concurrency, 20) / 2);
		},
	);

	test('a limit of the API is met with few refusals, and every item is answered', async () => {
		testbed.standIn.limitRequests({ perSecond: 100, burst: 5, retryAfter: 'ms' });
		const { answers } = await testbed.ask(hello({}), { input: MANY });
		expect(answers).toHaveLength(40);
		expect(testbed.standIn.limits.granted).toBe(40);
		expect(testbed.standIn.limits.refused).toBeLessThanOrEqual(10);
	});
});

describe('an answer that begins and then falls silent is given up', () => {
	/** Nobody is left to read the rest. */
	async function untilClosed() {
		const [request] = testbed.standIn.requests;
		for (let tries = 0; request?.aborted !== true && tries < 50; tries++) await sleep(5);
		expect(request?.aborted).toBe(true);
	}

	test('over a stream', async () => {
		testbed.standIn.queue({ kind: 'stream', hangAfter: 3 });
		const { answers } = await testbed.ask(
			hello({ streaming: 'always', timeout: 0.3, maxRetries: 0 }),
			{ onError: 'continueRegularOutput' },
		);
		expect(answers[0]?.json.error).toMatchObject({ type: 'connection_timeout', status: null });
		await untilClosed();
	}, 5000);

	test('in JSON', async () => {
		testbed.standIn.queue({ kind: 'trickle', everyMs: 2000, bytes: 100 });
		const { answers } = await testbed.ask(
			hello({ streaming: 'never', timeout: 0.3, maxRetries: 0 }),
			{ onError: 'continueRegularOutput' },
		);
		expect(answers[0]?.json.error).toMatchObject({ type: 'connection_timeout', status: null });
		await untilClosed();
	}, 5000);
});
