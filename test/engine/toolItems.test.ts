import { DynamicStructuredTool } from '@langchain/core/tools';
import type { INodeType, ISupplyDataFunctions, SupplyData } from 'n8n-workflow';
import { z } from 'zod';
import { ask, call, items, resultsIn, says, standIn, text, useToolBed } from './toolBed';
import { toolNode } from './toolNodes';

let supplied = 0;
let given: AbortSignal | undefined;

/** A tool whose code reads the item when it runs, as n8n's Code Tool does; its parameters have no expression. */
const readsItem: INodeType = {
	description: toolNode('reader', {}, () => '').description,
	async supplyData(this: ISupplyDataFunctions, itemIndex: number): Promise<SupplyData> {
		supplied++;
		const proxy = this.getWorkflowDataProxy(itemIndex);
		const response = new DynamicStructuredTool({
			name: 'reader',
			description: 'Reads the item.',
			schema: z.object({}),
			func: async () => `orders of ${String(proxy.$json.customer)}`,
		});
		return { response };
	},
};

/** A tool that takes any object, and does as it likes with it. */
const rough = (func: (input: Record<string, unknown>) => unknown) => ({
	description: toolNode('rough', {}, () => '').description,
	async supplyData() {
		return {
			response: {
				name: 'rough',
				description: 'Takes anything.',
				schema: { type: 'object', properties: {} },
				async invoke(input: Record<string, unknown>, config?: { signal?: AbortSignal }) {
					given = config?.signal;
					return await func(input);
				},
			},
		};
	},
});

let mischief: (input: Record<string, unknown>) => unknown = () => 'ok';
useToolBed({
	'test.reader': readsItem,
	'test.rough': rough((input) => mischief(input)),
	'test.neverThere': {
		description: toolNode('neverThere', {}, () => '').description,
		supplyData: async () => await new Promise<never>(() => undefined),
	},
});

const CONTINUE = { onError: 'continueRegularOutput' as const };

test('a tool that reads the item when it runs reads that of its call, without any expression', async () => {
	supplied = 0;
	const input = ['Ann', 'Bob', 'Cid'].map((customer) => ({ json: { customer } }));
	const run = await ask('Use reader', ['test.reader'], {}, { input });
	expect(items(run).map(({ json }) => json.text)).toEqual(
		input.map(({ json: { customer } }) =>
			expect.stringContaining(`reader said: orders of ${customer}`),
		),
	);
	expect(supplied).toBeGreaterThanOrEqual(3);
});

test.each<[string, (input: Record<string, unknown>) => unknown]>([
	['changes its input', (input) => (input.q = 'changed')],
	['makes its input hold itself', (input) => (input.self = input)],
])("a tool that %s changes neither Claude's turn nor the steps", async (_, work) => {
	mischief = (input) => {
		work(input);
		return 'ok';
	};
	says(call('rough', { q: ' ants ' }));
	says(text('Done.'));
	const options = { includeSteps: true, includeConversation: true };
	const run = await ask('Go', ['test.rough'], { options });
	const [item] = items(run);
	expect(item?.json).toMatchObject({ text: 'Done.', steps: [{ input: { q: ' ants ' } }] });
	expect(Object(item?.json.messages)[1].content[0].input).toEqual({ q: ' ants ' });
});

test.each<[string, unknown, string]>([
	['a text', 'no paper', 'no paper'],
	['an object', { code: 7 }, '{"code":7}'],
	['nothing', undefined, 'The tool failed and gave no reason.'],
	[
		'an error whose words cannot be read',
		Object.defineProperty(new Error(), 'message', {
			get() {
				throw new Error('no');
			},
		}),
		'The tool failed and gave no reason.',
	],
])('what a tool throws is the reason: %s', async (_, thrown, reason) => {
	mischief = () => {
		throw thrown;
	};
	says(call('rough', {}));
	says(text('Done.'));
	const run = await ask('Go', ['test.rough']);
	expect(resultsIn(run)).toEqual([
		{ type: 'tool_result', tool_use_id: 'toolu_rough', content: reason, is_error: true },
	]);
});

test('a result that cannot be written is told as a failure of the tool', async () => {
	const cyclic: Record<string, unknown> = {};
	cyclic.self = cyclic;
	mischief = () => cyclic;
	says(call('rough', {}));
	says(text('Done.'));
	expect(resultsIn(await ask('Go', ['test.rough']))).toMatchObject([
		{ content: 'The result of the tool cannot be written as JSON.', is_error: true },
	]);
});

test('a long result is not cut in the middle of a character', async () => {
	mischief = () => `a${'😀'.repeat(300_000)}`;
	says(call('rough', {}));
	says(text('Done.'));
	const [result] = Object(resultsIn(await ask('Go', ['test.rough'])));
	expect(encodeURI(result.content.slice(0, 400_010)).length).toBeGreaterThan(400_000);
});

test('a tool that is given up is told so', async () => {
	mischief = async () => await new Promise(() => undefined);
	says(call('rough', {}));
	says(text('Done.'));
	await ask('Go', ['test.rough'], { options: { timeout: 0.2 } });
	expect(given?.aborted).toBe(true);
});

test('a tool node that never comes is given up after Timeout, and the other items go on', async () => {
	const input = [{ json: {} }, { json: {} }];
	const options = { timeout: 0.2 };
	const run = await ask('Go', ['test.neverThere'], { options }, { input, ...CONTINUE });
	expect(run.requests).toEqual([]);
	expect(items(run)).toMatchObject([
		{ json: { error: { message: expect.stringContaining('did not answer within 0.2 seconds') } } },
		{ json: { error: { message: expect.stringContaining('did not answer within 0.2 seconds') } } },
	]);
});

test('a call that was cut off at Max Tokens is no call', async () => {
	standIn.queue({
		kind: 'message',
		message: JSON.parse(
			JSON.stringify({ stop_reason: 'max_tokens', content: [call('rough', '{"path":"/da')] }),
		),
	});
	const run = await ask('Go', ['test.rough']);
	expect(items(run)[0]?.json).toMatchObject({ stop_reason: 'max_tokens' });
	expect(items(run)[0]?.json).not.toHaveProperty('tool_calls');
});

test('Connect Tools without a tool is told in a hint', async () => {
	const run = await ask('Hello', []);
	expect(run.run.data.resultData.runData['Claude Messages']?.[0]?.hints).toMatchObject([
		{ message: "'Connect Tools' is on, but no tool is connected to the node" },
	]);
});
