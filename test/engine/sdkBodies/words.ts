import { block, fields, HAIKU, json, model, type Row, SONNET, text } from './row';

const nasty = 'quotes " \\ and breaks\r\n\tand 👩‍👩‍👧 中文 \u2028 </script> {{ $json.x }} $&';

export const WORDS: Row[] = [
	{
		name: 'one question',
		node: fields(text('Hello')),
		sdk: { messages: [{ role: 'user', content: 'Hello' }] },
	},
	{
		name: 'the default model and limit of a fresh node',
		node: { ...fields(text('Hello')), model: { __rl: true, mode: 'list', value: SONNET } },
		sdk: { model: SONNET, max_tokens: 8192, messages: [{ role: 'user', content: 'Hello' }] },
	},
	{
		name: 'an own limit and a model with blanks around its ID',
		node: { ...fields(text('Hello')), ...model(` ${HAIKU}\n`), maxTokens: 1 },
		sdk: { max_tokens: 1, messages: [{ role: 'user', content: 'Hello' }] },
	},
	{
		name: 'a model and a limit by expression',
		node: {
			...fields(text('Hello')),
			...model('={{ $json.model }}'),
			maxTokens: '={{ $json.limit * 2 }}',
		},
		json: { model: HAIKU, limit: 50 },
		sdk: { max_tokens: 100, messages: [{ role: 'user', content: 'Hello' }] },
	},
	{
		name: 'a question and a system prompt by expression',
		node: { ...fields(text('=Who is {{ $json.name }}?')), system: '=Speak {{ $json.tongue }}.' },
		json: { name: 'Ada', tongue: 'German' },
		sdk: { system: 'Speak German.', messages: [{ role: 'user', content: 'Who is Ada?' }] },
	},
	{
		name: 'a system prompt keeps its line breaks and blanks',
		node: { ...fields(text('Hello')), system: '  Be brief.\n\nBe kind.\n' },
		sdk: {
			system: '  Be brief.\n\nBe kind.\n',
			messages: [{ role: 'user', content: 'Hello' }],
		},
	},
	{
		name: 'a blank system prompt is left out',
		node: { ...fields(text('Hello')), system: ' \n' },
		sdk: { messages: [{ role: 'user', content: 'Hello' }] },
	},
	{
		name: 'text of every kind',
		node: { ...fields(text('={{ $json.nasty }}')), system: '={{ $json.nasty }}' },
		json: { nasty },
		sdk: { system: nasty, messages: [{ role: 'user', content: nasty }] },
	},
	{
		name: 'numbers, lists and objects by expression become text',
		node: fields(
			text('={{ 7 }}'),
			text('={{ true }}'),
			text('={{ $json.list }}'),
			text('={{ $json.object }}'),
		),
		json: { list: [1, 'a'], object: { a: null } },
		sdk: {
			messages: [
				{
					role: 'user',
					content: [block('7'), block('true'), block('[1,"a"]'), block('{"a":null}')],
				},
			],
		},
	},
	{
		name: 'a date by expression becomes its time',
		node: {
			...fields(text('={{ DateTime.fromMillis(0).toUTC() }}')),
			system: '={{ DateTime.fromMillis(0).toUTC() }}',
		},
		sdk: {
			system: '1970-01-01T00:00:00.000Z',
			messages: [{ role: 'user', content: '1970-01-01T00:00:00.000Z' }],
		},
	},
	{
		name: 'several turns',
		node: fields(text('2+2?'), text('4', 'assistant'), text('And +1?')),
		sdk: {
			messages: [
				{ role: 'user', content: '2+2?' },
				{ role: 'assistant', content: '4' },
				{ role: 'user', content: 'And +1?' },
			],
		},
	},
	{
		name: 'neighbours with one role become one turn',
		node: fields(text('A'), text('B'), text('C', 'assistant'), text('D', 'assistant'), text('E')),
		sdk: {
			messages: [
				{ role: 'user', content: [block('A'), block('B')] },
				{ role: 'assistant', content: [block('C'), block('D')] },
				{ role: 'user', content: 'E' },
			],
		},
	},
	{
		name: 'blank parts are left out, and their neighbours meet',
		node: fields(
			text(' '),
			text('A'),
			text('\n', 'assistant'),
			text('={{ $json.missing }}'),
			text(' B '),
			text(''),
		),
		sdk: { messages: [{ role: 'user', content: [block('A'), block(' B ')] }] },
	},
	{
		name: 'a blank part leaves its neighbour a plain string',
		node: fields(text('A'), text('')),
		sdk: { messages: [{ role: 'user', content: 'A' }] },
	},
];

const start = { role: 'assistant' as const, content: 'The answer is (' };
const question = { role: 'user' as const, content: 'A or B?' };

export const PREFILLS: Row[] = [
	{
		name: "a prefill by its field, as in Anthropic's guide",
		node: { ...fields(text('A or B?')), prefill: 'The answer is (', maxTokens: 1 },
		sdk: { max_tokens: 1, messages: [question, start] },
	},
	...['The answer is ( ', 'The answer is (\n', 'The answer is (\r\n\t \n'].map((prefill) => ({
		name: `a prefill ${JSON.stringify(prefill)} with its blank end trimmed, which the API demands`,
		node: { ...fields(text('A or B?')), prefill: `={{ ${JSON.stringify(prefill)} }}` },
		sdk: { messages: [question, start] },
	})),
	{
		name: 'a prefill by the last message',
		node: fields(text('A or B?'), text('The answer is ( ', 'assistant')),
		sdk: { messages: [question, start] },
	},
	{
		name: 'a prefill by several last messages',
		node: fields(text('A or B?'), text('So: ', 'assistant'), text('(\n', 'assistant')),
		sdk: {
			messages: [question, { role: 'assistant', content: [block('So: '), block('(')] }],
		},
	},
	{
		name: 'a prefill by JSON, as text and trimmed',
		node: json(JSON.stringify([question, { ...start, content: `${start.content}\n\n` }])),
		sdk: { messages: [question, start] },
	},
	{
		name: 'a prefill by JSON, as blocks and trimmed',
		node: json(
			JSON.stringify([question, { role: 'assistant', content: [block('So: '), block('( \n')] }]),
		),
		sdk: {
			messages: [question, { role: 'assistant', content: [block('So: '), block('(')] }],
		},
	},
	{
		name: 'a prefill after several turns',
		node: {
			...fields(text('A or B?'), text('A', 'assistant'), text('Sure?')),
			prefill: 'Yes, ',
		},
		sdk: {
			messages: [
				question,
				{ role: 'assistant', content: 'A' },
				{ role: 'user', content: 'Sure?' },
				{ role: 'assistant', content: 'Yes,' },
			],
		},
	},
	{
		name: 'a blank prefill is left out',
		node: { ...fields(text('A or B?')), prefill: '\n ' },
		sdk: { messages: [question] },
	},
	...(
		[
			['by its field', { ...fields(text('A or B?')), prefill: 'The answer is ( ' }],
			['by the last message', fields(text('A or B?'), text('The answer is (', 'assistant'))],
		] as const
	).map(([way, node]) => ({
		name: `a prefill ${way} on a model that refuses it, asked for in words, on purpose: a text block of the node's own at the end`,
		node: { ...node, ...model(SONNET), options: { prefillFallback: 'instruct' } },
		sdk: {
			model: SONNET,
			messages: [
				{
					role: 'user' as const,
					content: [
						block('A or B?'),
						block(
							'Begin your answer with exactly the following text, put nothing before it, and continue from its end:\nThe answer is (',
						),
					],
				},
			],
		},
	})),
	{
		name: 'the fallback for models that refuse a prefill does nothing on one that takes it',
		node: {
			...fields(text('A or B?')),
			prefill: 'The answer is (',
			options: { prefillFallback: 'instruct' },
		},
		sdk: { messages: [question, start] },
	},
];
