import Anthropic from '@anthropic-ai/sdk';
import type { INodeParameters } from 'n8n-workflow';
import { MODELS } from '../standin/models/modelTable';
import { API_KEY, question, startTestbed, type Testbed } from './testbed';

let testbed: Testbed;
beforeAll(async () => (testbed = await startTestbed()));
beforeEach(() => testbed.standIn.reset());
afterAll(async () => await testbed.close());

/** A setting on the panel, and what it is on the wire. */
interface Feature {
	name: string;
	node: INodeParameters;
	body: object;
	betas?: string[];
}

const option = (name: string, options: INodeParameters, body: object): Feature => ({
	name,
	node: { options },
	body,
});

const extra = (name: string, body: object): Feature => ({
	name: `${name} in Extra Body`,
	node: { options: { extraBody: JSON.stringify(body) } },
	body,
});

const think = (type: string) => ({ thinking: { type } });
const effort = (level: string) => ({ output_config: { effort: level } });
const tools = [{ name: 'clock', input_schema: { type: 'object' } }];
const schema = {
	type: 'object',
	properties: { name: { type: 'string' } },
	required: ['name'],
	additionalProperties: false,
};

const FEATURES: Feature[] = [
	{ name: 'nothing', node: {}, body: {} },
	{
		name: 'a prefill',
		node: { prefill: 'Well,' },
		body: {
			messages: [
				{ role: 'user', content: 'Hello' },
				{ role: 'assistant', content: 'Well,' },
			],
		},
	},
	{
		name: 'JSON output',
		node: {
			outputFormat: 'json',
			schemaType: 'manual',
			inputSchema: JSON.stringify(schema),
		},
		body: { output_config: { format: { type: 'json_schema', schema } } },
	},
	option('Thinking: Adaptive', { thinking: 'adaptive' }, think('adaptive')),
	option('Thinking: Between Tools', { thinking: 'betweenTools' }, think('between_tools')),
	option('Thinking: Off', { thinking: 'disabled' }, think('disabled')),
	option(
		'Thinking: With a Budget',
		{ thinking: 'enabled', thinkingBudget: 2048, thinkingDisplay: 'summarized' },
		{ thinking: { type: 'enabled', budget_tokens: 2048, display: 'summarized' } },
	),
	...['low', 'medium', 'high', 'xhigh', 'max'].flatMap((level) => [
		option(`Effort: ${level}`, { effort: level }, effort(level)),
		option(
			`Effort: ${level} without thinking`,
			{ effort: level, thinking: 'disabled' },
			{ ...effort(level), ...think('disabled') },
		),
	]),
	option('Temperature of 0', { temperature: 0 }, { temperature: 0 }),
	option('Temperature of 1', { temperature: 1 }, { temperature: 1 }),
	option('Top P of 0.5', { topP: 0.5 }, { top_p: 0.5 }),
	option('Top P of 1', { topP: 1 }, { top_p: 1 }),
	option('Top K', { topK: 5 }, { top_k: 5 }),
	option(
		'Temperature and Top P',
		{ temperature: 0.5, topP: 0.5 },
		{ temperature: 0.5, top_p: 0.5 },
	),
	option(
		'Temperature while thinking',
		{ temperature: 0.5, thinking: 'adaptive' },
		{ temperature: 0.5, ...think('adaptive') },
	),
	option(
		'Top P while thinking',
		{ topP: 0.96, thinking: 'enabled', thinkingBudget: 1024 },
		{ top_p: 0.96, thinking: { type: 'enabled', budget_tokens: 1024 } },
	),
	option('Inference Geography', { inferenceGeo: 'us' }, { inference_geo: 'us' }),
	option('Speed: Standard', { speed: 'standard' }, { speed: 'standard' }),
	{
		...option('Speed: Fast', { speed: 'fast' }, { speed: 'fast' }),
		betas: ['fast-mode-2026-02-01'],
	},
	extra('a forced tool', { tools, tool_choice: { type: 'tool', name: 'clock' } }),
	extra('any tool', { tools, tool_choice: { type: 'any' } }),
	extra('a tool by choice', { tools, tool_choice: { type: 'auto' } }),
	extra('a forced tool while thinking', {
		tools,
		tool_choice: { type: 'any' },
		thinking: { type: 'enabled', budget_tokens: 1024 },
	}),
	extra('thinking', think('disabled')),
	extra('effort', effort('max')),
	{
		name: 'Max Tokens of 100,000',
		node: { maxTokens: 100_000, options: { effort: 'low' } },
		body: { max_tokens: 100_000, ...effort('low') },
	},
];

/** With the aliases, whose capabilities are asked under that name too. */
const NAMES = MODELS.filter(({ info }) => info.lifecycle !== 'retired').flatMap(
	({ info, aliases }) => [info.id, ...aliases],
);

/** Whether the API takes the request; the SDK sends it as it is. */
async function isTaken(model: string, { body, betas = [] }: Feature): Promise<boolean> {
	const client = new Anthropic({
		apiKey: API_KEY,
		baseURL: testbed.standIn.url,
		maxRetries: 0,
		logLevel: 'off',
		timeout: 5000,
	});
	const hello = [{ role: 'user', content: 'Hello' }];
	const headers = {
		'anthropic-version': '2023-06-01',
		...(betas.length === 0 ? {} : { 'anthropic-beta': betas.join() }),
	};
	const whole = { model, max_tokens: 8192, messages: hello, ...body };
	return await client.post('/v1/messages', { body: whole, headers }).then(
		() => true,
		(error: unknown) => {
			expect(error).toMatchObject({ status: 400 });
			return false;
		},
	);
}

describe.each(NAMES)('%s', (model) => {
	test.each(FEATURES)(
		'answers, or the node says before sending why it does not: $name',
		async (feature) => {
			const { answers, requests } = await testbed.ask(
				{
					...question('Hello'),
					model: { __rl: true, mode: 'id', value: model },
					...feature.node,
				},
				{ onError: 'continueRegularOutput' },
			);
			const sent = requests.filter(({ method }) => method === 'POST');
			const [item] = answers;
			if (await isTaken(model, feature)) {
				expect(['end_turn', 'tool_use']).toContain(item?.json.stop_reason);
				expect(sent).toHaveLength(1);
				expect(sent[0]?.body).toMatchObject(feature.body);
			} else {
				expect(item?.json).toEqual({
					error: {
						message: expect.any(String),
						description: expect.any(String),
						type: 'invalid_input',
						status: null,
						request_id: null,
					},
				});
				expect(sent).toEqual([]);
			}
		},
	);
});
