import { type INodeParameters, type INodeType, NodeConnectionTypes } from 'n8n-workflow';
import type { QueuedReply } from '../standin';
import { skipWaits } from './faults/quickWaits';
import { HAIKU, hello } from './chatBed';
import { listen } from './listening';
import { question, startTestbed, type Testbed } from './testbed';

/** A tool that says what the weather is. */
const weatherTool: INodeType = {
	description: {
		displayName: 'Weather',
		name: 'weatherTool',
		group: ['transform'],
		version: 1,
		description: 'Weather',
		defaults: { name: 'Weather' },
		inputs: [],
		outputs: [NodeConnectionTypes.AiTool],
		properties: [],
	},
	async supplyData() {
		return {
			response: {
				name: 'weather',
				description: 'The weather of a city',
				schema: { type: 'object', properties: { city: { type: 'string' } } },
				invoke: async () => await Promise.resolve('Rain'),
			},
		};
	},
};

let testbed: Testbed;
beforeAll(async () => (testbed = await startTestbed({ 'test.weatherTool': weatherTool })));
beforeEach(() => testbed.standIn.reset());
afterEach(() => jest.restoreAllMocks());
afterAll(async () => await testbed.close());

describe('with tools', () => {
	const parameters = (options: INodeParameters): INodeParameters => ({
		...question('Ask weather {"city":"Bonn"}'),
		connectTools: true,
		options,
	});
	const tools = [
		{
			id: 'weather',
			name: 'Weather',
			type: 'test.weatherTool',
			typeVersion: 1,
			position: [0, 200] as [number, number],
			parameters: {},
		},
	];

	test("the text is the item's, with a blank line between the turns", async () => {
		const { said, answers } = await listen(testbed, parameters({}), { tools });
		expect(said).toBe('I will use weather.\n\nweather said: Rain');
		expect(answers).toMatchObject([{ json: { text: said } }]);
	});

	test('the activity is told where it is wanted', async () => {
		const { said } = await listen(testbed, parameters({ streamActivity: true }), { tools });
		expect(said).toBe(
			'[Thinking]\n\nI will use weather.\n\n[weather {"city":"Bonn"}]\n\n[Thinking]\n\nweather said: Rain',
		);
	});

	test('a second turn that breaks goes on where it was', async () => {
		skipWaits();
		const second: QueuedReply['when'] = ({ rawBody }) => rawBody.includes('tool_result');
		testbed.standIn.queue({ kind: 'stream', resetAfter: 6, when: second });
		const { said, answers } = await listen(testbed, parameters({}), { tools });
		expect(testbed.standIn.requests).toHaveLength(3);
		expect(said).toBe('I will use weather.\n\nweather said: Rain');
		expect(answers).toMatchObject([{ json: { text: said } }]);
	});
});

test('a paused turn goes on without a blank line', async () => {
	const message = (words: string, stop_reason: 'pause_turn' | 'end_turn') => ({
		content: [{ type: 'text' as const, text: words, citations: null }],
		stop_reason,
	});
	testbed.standIn.queue(
		{ kind: 'message', message: message('One,', 'pause_turn') },
		{ kind: 'message', message: message(' two.', 'end_turn') },
	);
	const { said, answers } = await listen(testbed, hello({}, HAIKU));
	expect(said).toBe('One, two.');
	expect(answers).toMatchObject([{ json: { text: said } }]);
});

test('thinking is told as an aside, and not without the option', async () => {
	const message: QueuedReply = {
		kind: 'message',
		message: {
			content: [
				{ type: 'thinking', thinking: 'Hm.', signature: 'sig' },
				{ type: 'text', text: 'Hi', citations: null },
			],
		},
	};
	testbed.standIn.queue(message, message);
	expect((await listen(testbed, hello({ streamActivity: true }))).said).toBe(
		'[Thinking] Hm.\n\nHi',
	);
	expect((await listen(testbed, hello())).said).toBe('Hi');
});
