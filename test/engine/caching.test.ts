import type { INodeParameters } from 'n8n-workflow';
import type { QueuedReply, ReceivedRequest } from '../standin';
import { hintsOf } from './taskData';
import { question, startTestbed, type Testbed } from './testbed';

let testbed: Testbed;
beforeAll(async () => (testbed = await startTestbed()));
beforeEach(() => testbed.standIn.reset());
afterAll(async () => await testbed.close());

const SHORT = { type: 'ephemeral' };
const LONG = { type: 'ephemeral', ttl: '1h' };
const system = 'Be brief.';
const part = (role: string, text: string, more: INodeParameters = {}) => ({
	role,
	type: 'text',
	text,
	...more,
});
const talk = { values: [part('user', 'Hi'), part('assistant', 'Hello.'), part('user', 'And?')] };

interface BodyRow {
	when: string;
	parameters: INodeParameters;
	body: Record<string, unknown>;
	absent?: string[];
}

const lifetimes: Array<[string, object]> = [
	['5m', SHORT],
	['1h', LONG],
];

const BODIES: BodyRow[] = [
	{
		when: 'caching is off',
		parameters: { ...question('Hi'), system },
		body: { system, messages: [{ role: 'user', content: 'Hi' }] },
		absent: ['cache_control'],
	},
	...lifetimes.flatMap(([promptCaching, cache_control]): BodyRow[] => [
		{
			when: `${promptCaching} with a system prompt`,
			parameters: { ...question('Hi'), system, options: { promptCaching } },
			body: { system: [{ type: 'text', text: system, cache_control }] },
			absent: ['cache_control'],
		},
		{
			when: `${promptCaching} without a system prompt`,
			parameters: { ...question('Hi'), options: { promptCaching } },
			body: { cache_control },
			absent: ['system'],
		},
		{
			when: `${promptCaching} in a conversation with a system prompt`,
			parameters: { messages: talk, system, options: { promptCaching } },
			body: { system: [{ type: 'text', text: system, cache_control }], cache_control },
		},
		{
			when: `${promptCaching} in a conversation without a system prompt`,
			parameters: { messages: talk, options: { promptCaching } },
			body: { cache_control },
			absent: ['system'],
		},
		{
			when: `${promptCaching} with a breakpoint after a part`,
			parameters: {
				messages: {
					values: [part('user', 'Long', { options: { cache: true } }), part('user', 'Hi')],
				},
				system,
				options: { promptCaching },
			},
			body: {
				messages: [
					{
						role: 'user',
						content: [
							{ type: 'text', text: 'Long', cache_control },
							{ type: 'text', text: 'Hi' },
						],
					},
				],
			},
		},
	]),
	{
		when: 'a part asks for a breakpoint alone',
		parameters: { messages: { values: [part('user', 'Hi', { options: { cache: true } })] } },
		body: {
			messages: [{ role: 'user', content: [{ type: 'text', text: 'Hi', cache_control: SHORT }] }],
		},
		absent: ['cache_control'],
	},
];

test.each(BODIES)('the body has its breakpoints where items share: $when', async (row) => {
	const { requests, error } = await testbed.ask(row.parameters);
	expect(error).toBeUndefined();
	expect(requests[0]?.body).toMatchObject(row.body);
	for (const field of row.absent ?? []) expect(requests[0]?.body).not.toHaveProperty(field);
});

const TEN = Array.from({ length: 10 }, (_, index) => ({ json: { text: `Question ${index}.` } }));

function asking(options: INodeParameters): INodeParameters {
	return {
		...question('={{ $json.text }}'),
		system: 'Be brief. '.repeat(1000),
		options: { streaming: 'always', promptCaching: '5m', ...options },
	};
}

/** Requests by when they arrived. */
function startsOf(requests: readonly ReceivedRequest[]) {
	const [first, second, third] = requests;
	if (first === undefined || second === undefined || third === undefined) {
		throw new RangeError('There are fewer than three requests');
	}
	return { first, second, third };
}

describe('the first request goes alone until its answer begins', () => {
	const slow: QueuedReply = {
		kind: 'delay',
		ms: 200,
		then: { kind: 'stream', deltaDelayMs: 40 },
	};

	test('over a stream the others start with message_start, not at its end', async () => {
		testbed.standIn.queue(slow);
		const { requests, answers } = await testbed.ask(asking({}), { input: TEN });
		expect(answers).toHaveLength(10);
		const { first, second } = startsOf(requests);
		expect(first.body).toMatchObject({ messages: [{ content: 'Question 0.' }] });
		expect(second.at - first.at).toBeGreaterThanOrEqual(195);
		expect(second.at).toBeLessThan(first.endedAt ?? 0);
	});

	test('in JSON they start when it has come', async () => {
		testbed.standIn.queue({ kind: 'delay', ms: 200, then: { kind: 'message', message: {} } });
		const { requests } = await testbed.ask(asking({ streaming: 'never' }), { input: TEN });
		const { first, second } = startsOf(requests);
		expect(second.at - first.at).toBeGreaterThanOrEqual(195);
	});

	test('when it fails, the next item takes its place', async () => {
		testbed.standIn.queue(
			{ kind: 'error', status: 400, type: 'invalid_request_error', message: 'No' },
			slow,
		);
		const { requests, answers } = await testbed.ask(asking({}), {
			input: TEN,
			onError: 'continueRegularOutput',
		});
		expect(answers.map(({ json }) => 'error' in json)).toEqual([true, ...Array(9).fill(false)]);
		const { first, second, third } = startsOf(requests);
		expect(second.at).toBeGreaterThanOrEqual(first.endedAt ?? Infinity);
		expect(third.at - second.at).toBeGreaterThanOrEqual(195);
		expect(third.at).toBeLessThan(second.endedAt ?? 0);
	});

	test('when it is asked again, the others wait on', async () => {
		testbed.standIn.queue(
			{
				kind: 'error',
				status: 529,
				type: 'overloaded_error',
				message: 'Overloaded',
				headers: { 'retry-after-ms': '20' },
			},
			slow,
		);
		const { requests } = await testbed.ask(asking({}), { input: TEN });
		const { second, third } = startsOf(requests);
		expect(second.body).toMatchObject({ messages: [{ content: 'Question 0.' }] });
		expect(third.at - second.at).toBeGreaterThanOrEqual(195);
	});

	test('without caching all start at once', async () => {
		testbed.standIn.latencyMs = 1500;
		await testbed.ask(asking({ promptCaching: 'off' }), { input: TEN });
		expect(testbed.standIn.maxOpen).toBe(10);
	});
});

test.each(['always', 'never'])(
	'thirty items with one system prompt write once and read else (streaming: %s)',
	async (streaming) => {
		const input = Array.from({ length: 30 }, (_, index) => ({ json: { text: `Item ${index}` } }));
		const { answers } = await testbed.ask(asking({ streaming }), { input });
		expect(answers).toHaveLength(30);
		expect(testbed.standIn.cache).toMatchObject({ writes: 1, reads: 29 });
		expect(answers.at(-1)?.json.usage).toMatchObject({
			cache_creation_input_tokens: 0,
			cache_read_input_tokens: expect.any(Number),
		});
	},
);

test('thirty items that share a document write it once', async () => {
	const parameters = {
		messages: {
			values: [
				part('user', 'A long text. '.repeat(2000), { options: { cache: true } }),
				part('user', '={{ $json.text }}'),
			],
		},
	};
	const input = Array.from({ length: 30 }, (_, index) => ({ json: { text: `Item ${index}` } }));
	await testbed.ask(parameters, { input });
	expect(testbed.standIn.cache).toMatchObject({ writes: 1, reads: 29 });
});

describe('before anything is sent the limits on breakpoints are kept:', () => {
	const parts = (count: number) => ({
		values: Array.from({ length: count }, (_, index) =>
			part('user', `Text ${index}`, { options: { cache: true } }),
		),
	});
	const json = (...lifetimes: string[]) => ({
		messagesInput: 'json',
		messagesJson: JSON.stringify([
			{
				role: 'user',
				content: lifetimes.map((ttl) => ({
					type: 'text',
					text: 'Long',
					cache_control: { type: 'ephemeral', ttl },
				})),
			},
		]),
	});
	const tooMany = /^The request has 5 cache breakpoints, but the API takes at most 4$/;
	const order = /^A cache breakpoint of one hour comes after one of five minutes/;

	test.each<[string, INodeParameters, RegExp]>([
		['five parts', { messages: parts(5) }, tooMany],
		[
			'four parts and the system prompt',
			{ messages: parts(4), system, options: { promptCaching: '5m' } },
			tooMany,
		],
		[
			'four parts and the automatic one',
			{ messages: parts(4), options: { promptCaching: '5m' } },
			tooMany,
		],
		['an hour after five minutes', json('5m', '1h'), order],
		[
			'an hour after the five minutes of the system prompt',
			{ ...json('1h'), system, options: { promptCaching: '5m' } },
			order,
		],
		['five minutes in the middle', json('1h', '5m', '1h'), order],
	])('%s', async (_, parameters, message) => {
		const { answers, requests } = await testbed.ask(parameters, {
			onError: 'continueRegularOutput',
		});
		expect(answers).toMatchObject([
			{ json: { error: { type: 'invalid_input', message: expect.stringMatching(message) } } },
		]);
		expect(requests).toEqual([]);
	});

	test.each<[string, INodeParameters]>([
		['four parts', { messages: parts(4) }],
		['an hour before five minutes', json('1h', '5m', '5m')],
		['three parts and the automatic one', { messages: parts(3), options: { promptCaching: '1h' } }],
	])('but %s go', async (_, parameters) => {
		const { answers } = await testbed.ask(parameters);
		expect(answers).toMatchObject([{ json: { stop_reason: 'end_turn' } }]);
	});
});

describe('a hint tells', () => {
	test('that nothing was cached, because the prompt is too short', async () => {
		const asked = await testbed.ask(
			{ ...question('Hi'), system, options: { promptCaching: '5m' } },
			{ input: [{ json: {} }, { json: {} }] },
		);
		expect(hintsOf(asked)).toEqual([
			'2 requests were neither written into the prompt cache nor read from it: what stands before the breakpoint is shorter than the model keeps, which is 512 to 4,096 tokens',
		]);
	});

	test('nothing when the cache was written or read', async () => {
		expect(hintsOf(await testbed.ask(asking({}), { input: TEN }))).toEqual([]);
	});

	test('nothing when caching is off', async () => {
		expect(hintsOf(await testbed.ask(question('Hi')))).toEqual([]);
	});

	test('why the cache was missed, where diagnostics were asked for', async () => {
		const diagnosed = (previous_message_id: unknown) =>
			JSON.stringify({ diagnostics: { previous_message_id } });
		const { answers } = await testbed.ask(asking({ extraBody: diagnosed(null) }), {
			input: TEN.slice(0, 1),
		});
		const extraBody = diagnosed(answers[0]?.json.id);
		const asked = await testbed.ask(
			{ ...asking({ extraBody }), system: 'Be wordy. '.repeat(1000) },
			{ input: TEN.slice(0, 1) },
		);
		expect(hintsOf(asked)).toEqual(['The prompt cache was missed once: the system prompt changed']);
	});
});
