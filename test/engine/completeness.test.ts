import type Anthropic from '@anthropic-ai/sdk';
import type { INodeParameters } from 'n8n-workflow';
import { readSdkNames } from '../apiCoverage/sdkTypes';
import type { QueuedReply } from '../standin';
import { CITATIONS, RESPONSE_BLOCKS, USAGE } from './completeness/blocks';
import { REQUEST_BLOCKS } from './completeness/requestBlocks';
import { question, startTestbed, type Testbed } from './testbed';

let testbed: Testbed;
beforeAll(async () => (testbed = await startTestbed()));
beforeEach(() => testbed.standIn.reset());
afterAll(async () => await testbed.close());

const SDK = readSdkNames();
const TEXT: Anthropic.TextBlock = { type: 'text', text: 'Hello.', citations: null };

/** The one item that an answer becomes, over both ways. */
async function itemOf(
	message: Partial<Anthropic.Message>,
	streaming: string,
	parameters: INodeParameters = {},
) {
	const reply: QueuedReply = { kind: 'message', message };
	testbed.standIn.queue(reply);
	const options = { streaming, failOnRefusal: false };
	const { answers } = await testbed.ask(
		{ ...question('Hi'), options, ...parameters },
		{ onError: 'continueRegularOutput' },
	);
	return answers[0]?.json;
}

const raw = { simplify: false };
const WAYS = ['never', 'always'];

test('there is a fixture for every block, citation, stop reason and count of the SDK', () => {
	const types = (list: ReadonlyArray<{ type: string }>) => list.map(({ type }) => type).sort();
	expect(types(RESPONSE_BLOCKS)).toEqual([...SDK.responseBlocks].sort());
	expect(types(REQUEST_BLOCKS)).toEqual([...SDK.requestBlocks].sort());
	expect(types(CITATIONS)).toEqual([...SDK.citations].sort());
	expect(Object.keys(ENDS).sort()).toEqual([...SDK.stopReasons].sort());
	const counts = Object.entries(USAGE).flatMap(([name, value]) => [
		name,
		...(typeof value === 'object' && value !== null
			? Object.keys(value).map((inner) => `${name}.${inner}`)
			: []),
	]);
	expect(counts.sort()).toEqual([...SDK.usage].sort());
});

describe.each(WAYS)('over both ways (streaming: %s)', (streaming) => {
	test.each(RESPONSE_BLOCKS.map((block) => [block.type, block] as const))(
		'the block %s comes out as it came, with Simplify off',
		async (_, block) => {
			const json = await itemOf({ content: [block, TEXT] }, streaming, raw);
			expect(json?.content).toEqual([block, TEXT]);
		},
	);

	test.each(CITATIONS.map((citation) => [citation.type, citation] as const))(
		'the citation %s comes with the text that it supports',
		async (_, citation) => {
			const content = [TEXT, { ...TEXT, text: 'Ants!', citations: [citation] }];
			expect(await itemOf({ content }, streaming)).toMatchObject({
				text: 'Hello.Ants!',
				citations: [{ text: 'Ants!', ...citation }],
			});
		},
	);

	test('usage comes whole, every count of it', async () => {
		expect(await itemOf({ usage: USAGE }, streaming)).toMatchObject({ usage: USAGE });
		expect((await itemOf({ usage: USAGE }, streaming, raw))?.usage).toEqual(USAGE);
	});

	test('with Simplify off every field of the message is there, and the request ID', async () => {
		const message: Anthropic.Message = {
			...{ id: 'msg_1', type: 'message', role: 'assistant', model: 'claude-sonnet-5-5' },
			container: { id: 'container_1', expires_at: '2026-11-23T00:00:00Z', skills: null },
			content: [TEXT],
			diagnostics: { cache_miss_reason: { type: 'unavailable' } },
			stop_details: null,
			...{ stop_reason: 'stop_sequence', stop_sequence: 'END', usage: USAGE },
		};
		const json = await itemOf(message, streaming, raw);
		expect(json).toEqual({ ...message, request_id: expect.stringMatching(/^req_/) });
		expect(Object.keys(message).sort()).toEqual([...SDK.message].sort());
	});
});

const thinking = RESPONSE_BLOCKS.filter(({ type }) => type === 'thinking');
const tool = RESPONSE_BLOCKS.filter(({ type }) => type === 'tool_use');
const paused = RESPONSE_BLOCKS.filter(({ type }) => type === 'server_tool_use');
const others = RESPONSE_BLOCKS.filter(
	({ type }) => !['text', 'thinking', 'tool_use'].includes(type),
);

describe('a simplified item has a field for', () => {
	test('texts, thinking and tool calls, and nothing of other blocks', async () => {
		const content = [...others, ...thinking, ...tool, TEXT];
		expect(await itemOf({ content, usage: USAGE }, 'never')).toEqual({
			text: 'Hello.',
			thinking: 'What are ants? 🐜',
			tool_calls: [
				{
					id: 'toolu_1',
					name: 'clock',
					input: { zone: { name: 'Europe/Zürich', offsets: [1, -2.5, null] } },
				},
			],
			stop_reason: 'end_turn',
			model: 'claude-sonnet-5-5',
			id: expect.stringMatching(/^msg_/),
			request_id: expect.stringMatching(/^req_/),
			usage: USAGE,
		});
	});
});

/** Why an answer ends, and what its item says. */
const ENDS: Record<string, { message: Partial<Anthropic.Message>; item: object }> = {
	end_turn: { message: {}, item: { stop_reason: 'end_turn' } },
	max_tokens: { message: {}, item: { stop_reason: 'max_tokens' } },
	model_context_window_exceeded: {
		message: {},
		item: { stop_reason: 'model_context_window_exceeded' },
	},
	stop_sequence: {
		message: { stop_sequence: 'END' },
		item: { stop_reason: 'stop_sequence', stop_sequence: 'END' },
	},
	tool_use: {
		message: { content: [...tool] },
		item: { stop_reason: 'tool_use', tool_calls: [{ name: 'clock' }] },
	},
	refusal: {
		message: { stop_details: { type: 'refusal', category: 'cyber', explanation: 'No' } },
		item: { stop_reason: 'refusal' },
	},
	// The node goes on where the answer paused, so what comes out is the end of it.
	pause_turn: { message: { content: [...paused] }, item: { stop_reason: 'end_turn' } },
};

describe.each(WAYS)('an answer that ends (streaming: %s)', (streaming) => {
	test.each(SDK.stopReasons)('with %s says so in its item', async (stopReason) => {
		const stop_reason = SDK.stopReasons.find((reason) => reason === stopReason);
		const { message, item } = ENDS[stopReason] ?? { message: {}, item: {} };
		const reply = { content: [TEXT], ...message, stop_reason } as Partial<Anthropic.Message>;
		expect(await itemOf(reply, streaming)).toMatchObject(item);
	});
});

test('a refusal that is to fail tells its category and explanation', async () => {
	const stop_details = { type: 'refusal', category: 'cyber', explanation: 'No malware' } as const;
	const json = await itemOf({ content: [], stop_reason: 'refusal', stop_details }, 'never', {
		options: {},
	});
	expect(json).toMatchObject({
		error: { type: 'refusal', message: 'No malware', error_code: 'cyber' },
	});
});

describe('Messages (JSON)', () => {
	test.each(REQUEST_BLOCKS.map((block) => [block.type, block] as const))(
		'sends the block %s as it is written',
		async (_, block) => {
			const messages = [
				{ role: 'user', content: [block, { type: 'text', text: 'Go on.' }] },
				{ role: 'assistant', content: [block] },
				{ role: 'user', content: 'And?' },
			];
			const { requests } = await testbed.ask(
				{ messagesInput: 'json', messagesJson: JSON.stringify(messages) },
				{ onError: 'continueRegularOutput' },
			);
			expect(requests[0]?.body).toMatchObject({ messages });
			expect(Object(requests[0]?.body).messages).toEqual(messages);
		},
	);
});
