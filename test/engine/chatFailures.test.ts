import type { INodeParameters } from 'n8n-workflow';
import type { QueuedReply } from '../standin';
import { hello, items, says } from './chatBed';
import { listen, short } from './listening';
import { API_KEY, question, startTestbed, type Testbed } from './testbed';

let testbed: Testbed;
beforeAll(async () => (testbed = await startTestbed()));
beforeEach(() => testbed.standIn.reset());
afterAll(async () => await testbed.close());

describe('a failure', () => {
	const refused: QueuedReply = {
		kind: 'error',
		status: 400,
		type: 'invalid_request_error',
		message: `Not with ${API_KEY}`,
		when: ({ rawBody }) => rawBody.includes('Number 1.'),
	};

	test('of an item in the middle is told in its place, without the key', async () => {
		testbed.standIn.queue(refused);
		const { chunks } = await listen(testbed, hello(), {
			input: items(3),
			onError: 'continueRegularOutput',
		});
		const ends = chunks.filter(({ type }) => type !== 'item');
		expect(short(ends)).toEqual([
			'begin 0',
			'end 0',
			'begin 1',
			expect.stringMatching(/^error 1 Not with /),
			'end 1',
			'begin 2',
			'end 2',
		]);
		expect(JSON.stringify(chunks)).not.toContain(API_KEY);
	});

	test.each(['stopWorkflow', 'continueRegularOutput'] as const)(
		'that is found before anything is sent is told, on %s',
		async (onError) => {
			const { chunks } = await listen(testbed, { ...hello(), ...question('') }, { onError });
			// On Stop n8n adds what to do about it.
			expect(short(chunks).slice(0, 3)).toEqual([
				'begin 0',
				expect.stringMatching(/^error 0 ./),
				'end 0',
			]);
			expect(testbed.standIn.requests).toEqual([]);
		},
	);

	test('after the text is told after it', async () => {
		const message = { stop_reason: 'refusal' as const };
		testbed.standIn.queue({ kind: 'message', message });
		const { chunks } = await listen(testbed, hello(), { onError: 'continueRegularOutput' });
		expect(chunks.map(({ type }) => type).filter((type) => type !== 'item')).toEqual([
			'begin',
			'error',
			'end',
		]);
		expect(chunks.length).toBeGreaterThan(3);
	});

	test('is the only thing that a retry of the node tells anew', async () => {
		testbed.standIn.queue(refused);
		const { chunks, error } = await listen(testbed, hello(), {
			input: items(2),
			node: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 },
		});
		expect(error).toBeUndefined();
		const types = chunks.filter(({ type }) => type !== 'item');
		expect(short(types)).toEqual([
			'begin 0',
			'end 0',
			'begin 1',
			expect.stringMatching(/^error 1 /),
			'end 1',
			'begin 1',
			'end 1',
		]);
	});
});

describe('nothing is told', () => {
	const failing: QueuedReply = { kind: 'error', status: 400, type: 'api_error', message: 'No' };
	const never = hello({ streaming: 'never' });
	const counting = { ...hello(), operation: 'countTokens' };

	test.each<[string, INodeParameters, QueuedReply[]]>([
		['with Streaming on Never', never, []],
		['of a failure with Streaming on Never', never, [failing]],
		['of a mistake with Streaming on Never', { ...never, ...question('') }, []],
		['of Count Tokens', counting, []],
		['of Count Tokens that fails', { ...counting, ...question('') }, []],
	])('%s', async (_, parameters, replies) => {
		testbed.standIn.queue(...replies);
		const onError = 'continueRegularOutput';
		const { chunks, answers } = await listen(testbed, parameters, { onError });
		expect(chunks).toEqual([]);
		expect(answers).toHaveLength(1);
		for (const { body } of testbed.standIn.requests) expect(body).not.toHaveProperty('stream');
	});
});

test.each<[string, () => void | Promise<void>]>([
	[
		'throws',
		() => {
			throw new Error('The chat is gone');
		},
	],
	['rejects', async () => await Promise.reject(new Error('The chat is gone'))],
	['never ends', async () => await new Promise(() => undefined)],
])('a chat that %s loses no answer', async (_, takes) => {
	testbed.standIn.queue(says('Hello'));
	const { answers, error } = await listen(testbed, hello(), { takes });
	expect(error).toBeUndefined();
	expect(answers).toMatchObject([{ json: { text: 'Hello' } }]);
});
