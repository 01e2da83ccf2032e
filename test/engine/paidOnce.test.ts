/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { join } from 'node:path';
import type { IExecuteFunctions, INode, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { fixture } from '../fixtures/files';
import { collectGarbage } from '../heap';
import type { QueuedReply } from '../standin';
import type { FinishedRun } from './host';
import { API_KEY, CREDENTIAL, question, startTestbed, type Testbed, workflowOf } from './testbed';

type Memory = typeof import('../../nodes/ClaudeMessages/operations/answeredItems');

let testbed: Testbed;
/** The very module of the node that n8n's loader has loaded. */
let memory: Memory;
beforeAll(async () => {
	testbed = await startTestbed();
	memory = jest.requireActual<Memory>(
		join(__dirname, '../../dist/nodes/ClaudeMessages/operations/answeredItems.js'),
	);
});
beforeEach(() => testbed.standIn.reset());
afterAll(async () => await testbed.close());

const NAMES = ['Ann?', 'Bob?', 'Cid?', 'Dan?', 'Eve?'];
const input = NAMES.map((text) => ({ json: { text } }));

interface Setting {
	onError?: INode['onError'];
	retryOnFail?: boolean;
	executionId?: string;
	items?: INodeExecutionData[];
	options?: Record<string, number>;
	/** @default the item's text */
	parameters?: INodeParameters;
}

/** n8n takes a wait of 0 for its default of a second. */
const RETRY_ON_FAIL = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };

async function run(setting: Setting): Promise<FinishedRun> {
	const { onError, retryOnFail = true, executionId = '1', items = input } = setting;
	const { options, parameters: asking = question('={{ $json.text }}') } = setting;
	const parameters = {
		...asking,
		options: { maxRetries: 0, concurrency: 2, ...options },
	};
	const file = workflowOf(parameters, onError);
	const nodes = file.nodes.map((node) =>
		node.name === 'Claude Messages' && retryOnFail ? { ...node, ...RETRY_ON_FAIL } : node,
	);
	return await testbed.engine.run(
		{ ...file, nodes },
		{
			credentials: { [CREDENTIAL]: { apiKey: API_KEY, baseUrl: testbed.standIn.url } },
			input: items,
			executionId,
		},
	);
}

/** The next request with this text fails. */
function failOnce(text: string): QueuedReply {
	const when: QueuedReply['when'] = ({ rawBody }) => rawBody.includes(text);
	return { kind: 'error', status: 529, type: 'overloaded_error', message: 'Overloaded', when };
}

/** How often the stand-in was asked each question. */
function asked(): number[] {
	return NAMES.map(
		(name) => testbed.standIn.requests.filter(({ rawBody }) => rawBody.includes(name)).length,
	);
}

const isAnswer = { json: expect.objectContaining({ stop_reason: 'end_turn' }) };

describe('with Retry On Fail an answered item is never asked again', () => {
	test.each(NAMES)('on Stop, when %s fails once', async (name) => {
		testbed.standIn.queue(failOnce(name));
		const { items, error } = await run({});
		expect(error).toBeUndefined();
		expect(items('Claude Messages')).toMatchObject(NAMES.map(() => isAnswer));
		const counts = asked();
		expect(counts[NAMES.indexOf(name)]).toBe(2);
		expect(counts.filter((count) => count !== 1)).toHaveLength(1);
	});

	test.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
		'on %s, where n8n tries again when the first item fails',
		async (onError) => {
			testbed.standIn.queue(failOnce('Ann?'));
			const { items } = await run({ onError });
			expect(items('Claude Messages')).toMatchObject(NAMES.map(() => isAnswer));
			expect(items('Claude Messages', 1)).toEqual([]);
			expect(asked()).toEqual([2, 1, 1, 1, 1]);
		},
	);

	test('on Continue n8n does not try again when a later item fails', async () => {
		testbed.standIn.queue(failOnce('Cid?'));
		const { items } = await run({ onError: 'continueRegularOutput' });
		const failed = items('Claude Messages').filter(({ json }) => 'error' in json);
		expect(failed).toMatchObject([{ pairedItem: { item: 2 } }]);
		expect(asked()).toEqual([1, 1, 1, 1, 1]);
	});

	test('an item that fails every time is asked as often as n8n tries, the others once', async () => {
		testbed.standIn.queue(failOnce('Eve?'), failOnce('Eve?'), failOnce('Eve?'));
		const { error } = await run({});
		expect(error).toMatchObject({ message: 'Overloaded' });
		expect(error?.description).toContain('Items answered before: 4 of 5.');
		expect(asked()).toEqual([1, 1, 1, 1, 3]);
	});

	test('on the second try as many are asked at once as on the first', async () => {
		testbed.standIn.latencyMs = 600;
		// All four are on their way before the first of them fails.
		const late = ['Bob?', 'Cid?', 'Dan?'].map((text): QueuedReply => {
			const { when } = failOnce(text);
			const type = 'invalid_request_error';
			const then = { kind: 'error', status: 400, type, message: 'No', when } as const;
			return { kind: 'delay', ms: 100, when, then };
		});
		testbed.standIn.queue(...late);
		// Another model, whose limits are not known from other tests.
		const parameters = { ...question('={{ $json.text }}'), model: 'claude-opus-4-8' };
		const { error } = await run({ parameters, options: { concurrency: 4 } });
		expect(error).toBeUndefined();
		expect(asked()).toEqual([1, 2, 2, 2, 1]);
		const second = testbed.standIn.requests.slice(-4);
		const lastStart = Math.max(...second.map(({ at }) => at));
		const firstEnd = Math.min(...second.map(({ endedAt = 0 }) => endedAt));
		expect(lastStart).toBeLessThan(firstEnd);
	});

	test.each(['photo.jpg', 'invoice.pdf', 'notes.txt'] as const)(
		'an answer about the file %s is not paid for again, wherever n8n keeps it',
		async (name) => {
			const { bytes, base64 } = fixture(name);
			const stored = await testbed.engine.store(bytes, name, 'application/octet-stream');
			const inline = { data: base64, mimeType: 'application/octet-stream', fileName: name };
			const type = name === 'photo.jpg' ? 'image' : 'document';
			testbed.standIn.queue(failOnce('Eve?'));
			const { error } = await run({
				parameters: {
					messages: {
						values: [
							{ role: 'user', type, source: 'binary', binaryField: 'data' },
							{ role: 'user', type: 'text', text: '={{ $json.text }}' },
						],
					},
				},
				items: input.map((item, index) => ({
					...item,
					binary: { data: index % 2 === 0 ? stored : inline },
				})),
			});
			expect(error).toBeUndefined();
			expect(asked()).toEqual([1, 1, 1, 1, 2]);
		},
	);

	test('another question is asked, whatever was answered to the first', async () => {
		testbed.standIn.queue(failOnce('Eve?'));
		const { items, error } = await run({
			parameters: question('={{ $json.text }} {{ Math.random() }}'),
		});
		expect(error).toBeUndefined();
		expect(asked()).toEqual([2, 2, 2, 2, 2]);
		const last = testbed.standIn.requests
			.slice(-5)
			.map(({ rawBody }) => /0\.\d+/.exec(rawBody)?.[0]);
		const answers = items('Claude Messages').map(
			({ json }) => /0\.\d+/.exec(String(json.text))?.[0],
		);
		expect(answers.sort()).toEqual(last.sort());
	});

	test.each([
		['another execution', 'second'],
		['an execution with the same ID, as after n8n has been set up anew', 'first'],
	])('the answers of %s are not taken', async (_, executionId) => {
		await run({ executionId: 'first' });
		await run({ executionId });
		expect(asked()).toEqual([2, 2, 2, 2, 2]);
	});
});

test('on the next try as many items are asked at once as on the first', async () => {
	const items = Array.from({ length: 14 }, (_, index) => ({
		json: { text: `Question ${index}.` },
	}));
	testbed.standIn.latencyMs = 100;
	testbed.standIn.queue({
		kind: 'error',
		status: 529,
		type: 'overloaded_error',
		message: 'Overloaded',
		headers: { 'retry-after-ms': '1' },
		when: ({ rawBody }) => rawBody.includes('Question 3.'),
	});
	const { error } = await run({ items, options: { concurrency: 4 } });
	expect(error).toBeUndefined();
	const again = testbed.standIn.requests.slice(4);
	const open = again.map(
		({ at }) => again.filter((other) => other.at <= at && (other.endedAt ?? 0) > at).length,
	);
	expect(Math.max(...open)).toBe(4);
});

test('without Retry On Fail nothing is remembered, with it nothing is kept in the execution', async () => {
	const kept = async (retryOnFail: boolean) =>
		(await run({ retryOnFail })).run.data.executionData?.contextData;
	expect(await kept(false)).toEqual({});
	expect(await kept(true)).toEqual({ 'node:Claude Messages': {} });
});

test('what is remembered goes with its execution', async () => {
	const owners: Array<WeakRef<object>> = [];
	for (let number = 0; number < 50; number++) {
		const { data } = (await run({ items: input.slice(0, 1) })).run;
		const owner = data.executionData?.contextData['node:Claude Messages'];
		if (owner !== undefined) owners.push(new WeakRef(owner));
	}
	expect(owners).toHaveLength(50);
	await new Promise((resolve) => setImmediate(resolve));
	collectGarbage();
	// The last ones may still be on the stack.
	expect(owners.filter((owner) => owner.deref() !== undefined).length).toBeLessThan(10);
});

test('a node in a loop remembers its present run alone', () => {
	const owner = {};
	const inRun = ($runIndex: number) => {
		const context = {
			getNode: () => ({ retryOnFail: true, type: 'claudeMessages' }),
			getContext: () => owner,
			getWorkflowDataProxy: () => ({ $runIndex }),
		};
		return memory.answeredItems(context as unknown as IExecuteFunctions);
	};
	const question = { itemIndex: 0, digest: 'a digest' };
	const first = inRun(0);
	first?.set(question, { json: { first: true } });
	expect(inRun(0)?.get(question)).toEqual({ json: { first: true } });
	expect(inRun(1)?.get(question)).toBeUndefined();
	expect(inRun(0)?.get(question)).toBeUndefined();
});

test('on Stop nothing starts after a failure, and what is on its way finishes', async () => {
	const items = Array.from({ length: 20 }, (_, index) => ({
		json: { text: `Question ${index}.` },
	}));
	testbed.standIn.latencyMs = 200;
	testbed.standIn.queue({
		kind: 'delay',
		ms: 50,
		when: ({ rawBody }) => rawBody.includes('Question 5.'),
		then: { kind: 'error', status: 529, type: 'overloaded_error', message: 'Overloaded' },
	});
	const { error } = await run({ retryOnFail: false, items, options: { concurrency: 4 } });
	expect(error).toMatchObject({ message: 'Overloaded', context: { itemIndex: 5 } });
	const { requests } = testbed.standIn;
	// What is on its way when the failure arrives depends on the machine.
	expect(requests.length).toBeLessThanOrEqual(10);
	expect(error?.description).toContain(`Items answered before: ${requests.length - 1} of 20.`);
	expect(requests.filter(({ endedAt }) => endedAt === undefined)).toEqual([]);
	expect(requests.filter(({ aborted }) => aborted === true)).toEqual([]);
});
