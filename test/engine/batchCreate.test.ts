import type { INodeParameters } from 'n8n-workflow';
import type { QueuedReply } from '../standin';
import { onBatch } from './batchBed';
import { API_KEY, CREDENTIAL, question, startTestbed, type Testbed, workflowOf } from './testbed';

let testbed: Testbed;
beforeAll(async () => (testbed = await startTestbed()));
beforeEach(() => testbed.standIn.reset());
afterAll(async () => await testbed.close());

const PATH = '/v1/messages/batches';
const haiku = { model: { __rl: true, mode: 'id', value: 'claude-haiku-4-5' } };
const create = (options: INodeParameters = {}, more: INodeParameters = {}) =>
	onBatch('create', { ...haiku, ...question('={{ $json.text }}'), options, ...more });
const texts = (...words: string[]) => words.map((text) => ({ json: { text } }));

interface Body {
	requests: Array<{ custom_id: string; params: { messages: Array<{ content: string }> } }>;
}
const bodyOf = ({ body }: { body: unknown }) => body as Body;
/** What arrived as a whole: one that was given up may be noted only in the next test. */
const sent = () =>
	testbed.standIn.requests.filter(
		({ method, path, aborted }) => method === 'POST' && path === PATH && aborted !== true,
	);

test('all items become one batch, and one item that is paired with them all', async () => {
	testbed.standIn.batchMs = undefined;
	const { answers, error, requests } = await testbed.ask(create(), {
		input: texts('One?', 'Two?', 'Two?'),
	});
	expect(error).toBeUndefined();
	expect(answers).toEqual([
		{
			json: {
				id: expect.stringMatching(/^msgbatch_/),
				processing_status: 'in_progress',
				request_counts: expect.objectContaining({ processing: 3 }),
				created_at: expect.any(String),
				expires_at: expect.any(String),
			},
			pairedItem: [{ item: 0 }, { item: 1 }, { item: 2 }],
		},
	]);
	expect(requests).toHaveLength(1);
	const [request] = requests.map(bodyOf);
	expect(request?.requests.map(({ params }) => params.messages)).toEqual(
		['One?', 'Two?', 'Two?'].map((content) => [{ role: 'user', content }]),
	);
	const [first, second, third] = request?.requests.map(({ custom_id }) => custom_id) ?? [];
	expect(first).toMatch(/^0-[\w-]{22}$/);
	expect(third?.slice(1)).toBe(second?.slice(1));
	expect(second?.slice(1)).not.toBe(first?.slice(1));
});

test("with Simplify off the batch is the API's object unchanged", async () => {
	const { answers } = await testbed.ask(create({}, { simplify: false }), { input: texts('One?') });
	expect(answers[0]?.json).toMatchObject({ type: 'message_batch', archived_at: null });
});

test('a mistake in the last item ends the workflow before anything is sent', async () => {
	const { error, requests } = await testbed.ask(create(), { input: texts('One?', 'Two?', '') });
	expect(error?.message).toContain('[item 2]');
	expect(requests).toEqual([]);
});

test('on Continue the mistaken items fail, and the others are the batch', async () => {
	const { answers, requests } = await testbed.ask(create(), {
		input: texts('', 'Two?', '', 'Four?'),
		onError: 'continueRegularOutput',
	});
	expect(answers).toMatchObject([
		{ json: { error: { type: 'invalid_input' } }, pairedItem: { item: 0 } },
		{ json: { id: expect.any(String) }, pairedItem: [{ item: 1 }, { item: 3 }] },
		{ json: { error: { type: 'invalid_input' } }, pairedItem: { item: 2 } },
	]);
	const ids = requests.flatMap((each) => bodyOf(each).requests.map(({ custom_id }) => custom_id));
	expect(ids).toEqual([expect.stringMatching(/^1-/), expect.stringMatching(/^3-/)]);
});

test('on Continue without any good item nothing is sent', async () => {
	const { answers, requests } = await testbed.ask(create(), {
		input: texts('', ''),
		onError: 'continueErrorOutput',
	});
	expect([answers, requests]).toEqual([[], []]);
});

test.each(['speed', 'fallbacks', 'thread'])('%s in Extra Body is refused', async (name) => {
	const { error, requests } = await testbed.ask(
		create({ extraBody: `={{ $itemIndex === 1 ? '{"${name}":"x"}' : '{}' }}` }),
		{ input: texts('One?', 'Two?') },
	);
	expect(error?.message).toBe(`'Extra Body' holds '${name}', which no batch can carry [item 1]`);
	expect(requests).toEqual([]);
});

test('stream and a Max Tokens of 0 in Extra Body are refused', async () => {
	const stream = await testbed.ask(create({ extraBody: '{"stream":true}' }));
	expect(stream.error?.message).toContain("must not hold 'stream'");
	const zero = await testbed.ask(create({ extraBody: '{"max_tokens":0}' }), { input: texts('A') });
	expect(zero.error?.message).toContain('no batch can carry');
});

test('what was set for Send and no batch can carry is left out', async () => {
	const { error, requests } = await testbed.ask(
		create({ speed: 'fast', streaming: 'always', concurrency: 3 }, { connectTools: true }),
		{ input: texts('One?') },
	);
	expect(error).toBeUndefined();
	expect(requests.map((each) => Object.keys(Object(bodyOf(each).requests[0]?.params)))).toEqual([
		['model', 'max_tokens', 'messages'],
	]);
});

test('with Return Rows every item comes out with its batch and its ID', async () => {
	const binary = { data: { data: 'QQ==', mimeType: 'text/plain' } };
	const { answers } = await testbed.ask(create({ returnRows: true }), {
		input: [
			{ json: { text: 'One?', batch_id: 'old', name: 'Ada' }, binary },
			{ json: { text: 'Two?', error: 'mine' } },
			{ json: { text: '' } },
		],
		onError: 'continueRegularOutput',
	});
	const ids = {
		batch_id: expect.stringMatching(/^msgbatch_/),
		custom_id: expect.stringMatching(/^\d-[\w-]{22}$/),
	};
	expect(answers).toEqual([
		{ json: { text: 'One?', name: 'Ada', ...ids }, binary, pairedItem: { item: 0 } },
		{ json: { text: 'Two?', input_error: 'mine', ...ids }, pairedItem: { item: 1 } },
		{
			json: { error: expect.objectContaining({ type: 'invalid_input' }) },
			pairedItem: { item: 2 },
		},
	]);
});

test('items with other credentials make batches of their own', async () => {
	const { answers, requests } = await testbed.ask(create(), {
		input: ['a', 'b', 'a'].map((team) => ({ json: { text: 'Hi?', team } })),
		credential: { header: true, headerName: 'x-team', headerValue: '={{ $json.team }}' },
	});
	expect(answers.map(({ pairedItem }) => pairedItem)).toEqual([
		[{ item: 0 }, { item: 2 }],
		[{ item: 1 }],
	]);
	expect(requests.map(({ headers }) => headers['x-team'])).toEqual(['a', 'b']);
});

test('a batch has the betas of all of its items, and the API version of the first', async () => {
	const { requests } = await testbed.ask(
		create({
			betas: '={{ $itemIndex === 0 ? "one-2025-01-01" : "two-2025-01-01" }}',
		}),
		{ input: texts('One?', 'Two?') },
	);
	expect(requests.map(({ headers }) => headers['anthropic-beta'])).toEqual([
		'one-2025-01-01,two-2025-01-01',
	]);
});

test('bodies that are too many to be kept are written when they are sent', async () => {
	const input = Array.from({ length: 300 }, (_, index) => ({ json: { text: `${index}` } }));
	const panel = create({}, question('={{ $json.text + "é".repeat(80000) }}'));
	const { error, requests } = await testbed.ask(panel, { input });
	expect(error).toBeUndefined();
	const [request] = requests.map(bodyOf);
	expect(
		request?.requests.map(({ params }) => parseInt(String(params.messages[0]?.content))),
	).toEqual(input.map((_, index) => index));
}, 30_000);

test('a panel that is another one each time is told from a file that changed', async () => {
	const input = Array.from({ length: 300 }, (_, index) => ({ json: { text: `${index}` } }));
	const panel = create({}, question('={{ Math.random() + "é".repeat(80000) }}'));
	const { error } = await testbed.ask(panel, { input });
	expect(error?.message).toMatch(/^The request of item \d+ was another one when it was sent/);
	expect(error?.description).toContain('Edit Fields');
}, 30_000);

describe('when the second of two batches fails', () => {
	const input = ['a', 'b'].map((team) => ({ json: { text: 'Hi?', team } }));
	const credential = { header: true, headerName: 'x-team', headerValue: '={{ $json.team }}' };
	const refuseB = (): QueuedReply => ({
		kind: 'error',
		status: 403,
		type: 'permission_error',
		message: 'Not b',
		path: PATH,
		when: ({ headers }) => headers['x-team'] === 'b',
	});

	test('the error names the first', async () => {
		testbed.standIn.queue(refuseB());
		const { error } = await testbed.ask(create(), { input, credential });
		expect(error?.message).toBe('Not b');
		expect(error?.description).toMatch(/The batch msgbatch_\w+ goes on at Anthropic/);
	});

	test('on Continue its items fail alone', async () => {
		testbed.standIn.queue(refuseB());
		const { answers } = await testbed.ask(create(), {
			input,
			credential,
			onError: 'continueRegularOutput',
		});
		expect(answers).toMatchObject([
			{ json: { id: expect.any(String) }, pairedItem: [{ item: 0 }] },
			{ json: { error: { message: 'Not b' } }, pairedItem: { item: 1 } },
		]);
	});

	test('Retry On Fail creates the second alone', async () => {
		testbed.standIn.queue(refuseB());
		const file = workflowOf(create());
		const nodes = file.nodes.map((node) =>
			node.id === 'claude'
				? { ...node, retryOnFail: true, maxTries: 3, waitBetweenTries: 1 }
				: node,
		);
		const { items, error } = await testbed.engine.run(
			{ ...file, nodes },
			{
				credentials: {
					[CREDENTIAL]: { apiKey: API_KEY, baseUrl: testbed.standIn.url, ...credential },
				},
				input,
			},
		);
		expect(error).toBeUndefined();
		expect(items('Claude Messages')).toHaveLength(2);
		expect(sent().map(({ headers }) => headers['x-team'])).toEqual(['a', 'b', 'b']);
	});
});
