import type { INodeParameters } from 'n8n-workflow';
import type { QueuedReply } from '../standin';
import { hintsOf } from './taskData';
import { question, startTestbed, type Testbed } from './testbed';

let testbed: Testbed;
beforeAll(async () => (testbed = await startTestbed()));
beforeEach(() => testbed.standIn.reset());
afterAll(async () => await testbed.close());

const RECEIPT = {
	type: 'object',
	properties: {
		shop: { type: 'string', minLength: 2 },
		total: { type: 'number', minimum: 0 },
		lines: {
			type: 'array',
			maxItems: 2,
			items: {
				type: 'object',
				properties: { name: { type: 'string' }, price: { type: 'number' } },
				required: ['name', 'price'],
			},
		},
		paid: { enum: ['cash', 'card'] },
		day: { type: 'string', format: 'date' },
	},
	required: ['shop', 'total'],
};

const GOOD = { shop: 'Bäckerei "Süd"', total: 4.5, lines: [{ name: 'Brot', price: 4.5 }] };

const manual = (schema: unknown, options: INodeParameters = {}): INodeParameters => ({
	...question('What was bought?'),
	outputFormat: 'json',
	schemaType: 'manual',
	inputSchema: typeof schema === 'string' ? schema : JSON.stringify(schema),
	options,
});

const example = (json: string): INodeParameters => ({
	...question('What was bought?'),
	outputFormat: 'json',
	schemaType: 'fromJson',
	jsonSchemaExample: json,
});

/** An answer with these words. */
const words = (text: string, message: object = {}): QueuedReply => ({
	kind: 'message',
	message: { content: [{ type: 'text', text, citations: null }], ...message },
});

/** What the node makes of an answer, as an item that goes on. */
async function answered(reply: QueuedReply, parameters = manual(RECEIPT)) {
	testbed.standIn.queue(reply);
	const { answers } = await testbed.ask(parameters, { onError: 'continueRegularOutput' });
	return answers[0]?.json;
}

test('the answer comes as an object in the field output, beside its text', async () => {
	expect(await answered(words(JSON.stringify(GOOD)))).toEqual({
		text: JSON.stringify(GOOD),
		output: GOOD,
		stop_reason: 'end_turn',
		model: 'claude-sonnet-5-5',
		id: expect.stringMatching(/^msg_/),
		request_id: expect.stringMatching(/^req_/),
		usage: expect.any(Object),
	});
});

test('an answer over a stream, behind thoughts and in two texts, is one object', async () => {
	const text = JSON.stringify(GOOD);
	const reply: QueuedReply = {
		kind: 'message',
		message: {
			content: [
				{ type: 'thinking', thinking: 'A receipt { "shop": 1 }', signature: 'c2ln' },
				{ type: 'text', text: text.slice(0, 20), citations: null },
				{ type: 'text', text: text.slice(20), citations: null },
			],
		},
	};
	const parameters = manual(RECEIPT, { streaming: 'always' });
	expect(await answered(reply, parameters)).toMatchObject({ output: GOOD });
});

test('an example stands for a schema in which every field is required', async () => {
	const { answers, requests } = await testbed.ask(example('{"shop":"x","lines":[{"price":1}]}'));
	expect(requests.at(-1)?.body).toMatchObject({
		output_config: {
			format: {
				type: 'json_schema',
				schema: {
					type: 'object',
					properties: {
						shop: { type: 'string' },
						lines: {
							type: 'array',
							items: {
								type: 'object',
								properties: { price: { type: 'number' } },
								required: ['price'],
								additionalProperties: false,
							},
						},
					},
					required: ['shop', 'lines'],
					additionalProperties: false,
				},
			},
		},
	});
	expect(answers[0]?.json.output).toEqual({ shop: expect.any(String), lines: expect.any(Array) });
});

test('limits that the API does not take are told to Claude in the description', async () => {
	const { requests } = await testbed.ask(manual(RECEIPT), { onError: 'continueRegularOutput' });
	expect(requests.at(-1)?.body).toMatchObject({
		output_config: {
			format: {
				schema: {
					properties: {
						shop: { type: 'string', description: '{minLength: 2}' },
						total: { type: 'number', description: '{minimum: 0}' },
						lines: { description: '{maxItems: 2}' },
						day: { type: 'string', format: 'date' },
					},
				},
			},
		},
	});
});

test('an answer that is a list is its output', async () => {
	const parameters = example('[{"name":"Ant"}]');
	expect(await answered(words('[{"name":"Bee"}]'), parameters)).toMatchObject({
		output: [{ name: 'Bee' }],
	});
});

test('Simplify off gives the message as it came, once it was checked', async () => {
	const parameters = { ...manual(RECEIPT), simplify: false };
	const json = await answered(words(JSON.stringify(GOOD)), parameters);
	expect(json).toMatchObject({ type: 'message', content: [{ text: JSON.stringify(GOOD) }] });
	expect(json).not.toHaveProperty('output');
	expect(await answered(words('{}'), parameters)).toMatchObject({
		error: { type: 'invalid_output' },
	});
});

const wrong = (change: object) => JSON.stringify({ ...GOOD, ...change });

describe('a wrong answer makes its item fail and says where:', () => {
	test.each<[string, string, RegExp]>([
		['no JSON', 'Here you are: {"shop":"A"}', /^The answer is not JSON$/],
		['nothing', ' ', /^The answer is not JSON$/],
		['half of it', JSON.stringify(GOOD).slice(0, 30), /^The answer is not JSON$/],
		['another type', '[]', /does not fit its schema.*object/],
		['a field that is missing', '{"shop":"Ab"}', /total/],
		['a field of another type', wrong({ total: '4.50' }), /total/],
		['a number that is too small', wrong({ total: -1 }), /total.*at least 0.*-1/],
		['a text that is too short', wrong({ shop: 'A' }), /shop.*2/],
		['too long a list', wrong({ lines: [1, 2, 3].map(() => GOOD.lines[0]) }), /lines.*2/],
		['a wrong value in a list', wrong({ lines: [{ name: 1, price: 1 }] }), /lines\[0\]\.name/],
		['a value that is not offered', wrong({ paid: 'cheque' }), /paid/],
		['a day that is none', wrong({ day: '2026-02-30' }), /day/],
	])('%s', async (_, text, message) => {
		expect(await answered(words(text))).toEqual({
			error: {
				message: expect.stringMatching(message),
				description: expect.stringMatching(
					/^(Also: .*)?Run the item again, say in 'System Prompt'/,
				),
				type: 'invalid_output',
				status: 200,
				request_id: expect.stringMatching(/^req_/),
			},
		});
	});
});

describe('half an object never comes out:', () => {
	test.each([
		['refusal', 'refusal', "'Fail on Refusal'"],
		['max_tokens', 'max_tokens', "'Fail on Truncation'"],
		['model_context_window_exceeded', 'model_context_window_exceeded', "'Fail on Truncation'"],
	] as const)(
		'stop_reason %s fails whatever the options say',
		async (stop_reason, type, option) => {
			const options = { failOnRefusal: false, failOnTruncation: false };
			const json = await answered(words('{"shop":"A', { stop_reason }), manual(RECEIPT, options));
			expect(json).toMatchObject({ error: { type, status: 200 } });
			expect(JSON.stringify(json)).not.toContain(option);
		},
	);
});

test('an answer that asks for a tool has no output yet', async () => {
	const content = [{ type: 'tool_use', id: 'toolu_1', name: 'clock', input: {} }];
	const reply = { kind: 'message', message: { content, stop_reason: 'tool_use' } } as QueuedReply;
	const json = await answered(reply);
	expect(json).toMatchObject({ stop_reason: 'tool_use', tool_calls: [{ name: 'clock' }] });
	expect(json).not.toHaveProperty('output');
});

test('other items go on beside one whose answer does not fit', async () => {
	testbed.standIn.queue(words('{}'), words(JSON.stringify(GOOD)));
	const { answers } = await testbed.ask(manual(RECEIPT, { concurrency: 1 }), {
		input: [{ json: {} }, { json: {} }],
		onError: 'continueRegularOutput',
	});
	expect(answers).toMatchObject([
		{ json: { error: { type: 'invalid_output' } } },
		{ json: { output: GOOD } },
	]);
});

describe('before anything is sent the panel says what does not go:', () => {
	const prefilled = [
		{ role: 'user', type: 'text', text: 'What?' },
		{ role: 'assistant', type: 'text', text: '{' },
	];
	const cited = {
		messagesInput: 'json',
		messagesJson: JSON.stringify([
			{
				role: 'user',
				content: [
					{
						type: 'document',
						source: { type: 'text', media_type: 'text/plain', data: 'Ants' },
						citations: { enabled: true },
					},
				],
			},
		]),
	};
	const haiku = { model: { __rl: true, mode: 'id', value: 'claude-haiku-4-5' } };
	test.each<[string, INodeParameters, RegExp]>([
		['an example that is no JSON', example('{shop}'), /'JSON Example' is not JSON/],
		['an example that is a number', example('7'), /'JSON Example' needs an object or a list/],
		['a schema that is no JSON', manual('{'), /'Input Schema' is not JSON/],
		['a schema that is a list', manual('[]'), /'Input Schema' is not a JSON object/],
		[
			'a field without a type',
			manual({ type: 'object', properties: { a: {} } }),
			/'Input Schema' has no "type" at properties\.a/,
		],
		[
			'a reference to another document',
			manual({ $ref: 'https://example.com/schema.json' }),
			/'Input Schema' refers to another document/,
		],
		[
			'an assistant message at the end',
			{ ...manual(RECEIPT), ...haiku, messages: { values: prefilled } },
			/A prefill does not go together with JSON output/,
		],
		[
			'documents with citations',
			{ ...manual(RECEIPT), ...cited },
			/Citations do not go together with JSON output/,
		],
		[
			'an output_config in Extra Body that takes the schema away',
			manual(RECEIPT, { extraBody: '{"output_config":{"effort":"low"}}' }),
			/'Extra Body' replaces 'output_config'/,
		],
	])('%s', async (_, parameters, message) => {
		const { answers, requests } = await testbed.ask(parameters, {
			onError: 'continueRegularOutput',
		});
		expect(answers).toMatchObject([
			{ json: { error: { message: expect.stringMatching(message), type: 'invalid_input' } } },
		]);
		expect(requests).toEqual([]);
	});
});

test('a prefill that was typed before the choice of JSON is neither shown nor sent', async () => {
	const { requests } = await testbed.ask({ ...example('{"a":"b"}'), prefill: '{' });
	expect(requests.at(-1)?.body).toMatchObject({
		messages: [{ role: 'user', content: 'What was bought?' }],
	});
});

test('a pattern that may take for ever is not run: the answer comes, and a hint names the pattern', async () => {
	const properties = { word: { type: 'string', pattern: '^(a+)+$' } };
	const output = { word: `${'a'.repeat(30)}!` };
	testbed.standIn.queue(words(JSON.stringify(output)), words(JSON.stringify(output)));
	const started = performance.now();
	const asked = await testbed.ask(manual({ type: 'object', properties }), {
		input: [{ json: {} }, { json: {} }],
	});
	expect(performance.now() - started).toBeLessThan(5000);
	expect(asked.answers.map(({ json }) => json.output)).toEqual([output, output]);
	expect(hintsOf(asked)).toEqual([
		'The pattern ^(a+)+$ of the schema was not checked, because on some texts it would take very long: give each part of it only one way to match',
	]);
});
