import type Anthropic from '@anthropic-ai/sdk';
import {
	block,
	file,
	HAIKU,
	json,
	model,
	type Params,
	pdf,
	picture,
	type Row,
	textFile,
} from './row';
import { fixture } from '../../fixtures/files';

type Turns = Params['messages'];

const binary = (field: string) => ({ type: 'binary', field });
const files = {
	photo: file('photo.jpg'),
	chart: file('chart.png'),
	invoice: file('invoice.pdf'),
	notes: file('notes.txt'),
};
const notes = () => textFile(fixture('notes.txt').bytes.toString());

const turns: Turns = [
	{ role: 'user', content: 'Hello' },
	{ role: 'assistant', content: [block('Hi'), block('!')] },
	{ role: 'user', content: [{ ...block('What is 2+2?'), cache_control: { type: 'ephemeral' } }] },
];

const tools: Anthropic.Tool[] = [
	{ name: 'look_up', input_schema: { type: 'object', properties: { q: { type: 'string' } } } },
];
const call: Anthropic.MessageParam = {
	role: 'assistant',
	content: [
		block('I look.'),
		{ type: 'tool_use', id: 'toolu_1', name: 'look_up', input: { q: 'x', deep: [null, 1.5] } },
	],
};
const ask: Anthropic.MessageParam = { role: 'user', content: 'Look it up.' };

/** Turns that go as they are. */
const AS_THEY_ARE: Array<[name: string, turns: Turns, more?: Partial<Params>]> = [
	['several turns with a cache breakpoint', turns],
	['neighbours with one role', [ask, ask]],
	[
		'the result of a tool in text',
		[
			ask,
			call,
			{
				role: 'user',
				content: [{ type: 'tool_result', tool_use_id: 'toolu_1', content: 'Found' }],
			},
		],
		{ tools },
	],
	[
		'the failure of a tool, and words behind it',
		[
			ask,
			call,
			{
				role: 'user',
				content: [
					{ type: 'tool_result', tool_use_id: 'toolu_1', is_error: true },
					block('Try again.'),
				],
			},
		],
		{ tools },
	],
	[
		'search results with citations',
		[
			{
				role: 'user',
				content: [
					{
						type: 'search_result',
						source: 'https://example.com/a',
						title: 'A',
						content: [block('It is 7.')],
						citations: { enabled: true },
					},
					block('How much?'),
				],
			},
		],
	],
	[
		'a document of blocks',
		[
			{
				role: 'user',
				content: [
					{
						type: 'document',
						source: { type: 'content', content: [block('One.'), block('Two.')] },
						citations: { enabled: true },
					},
					block('Sum up.'),
				],
			},
		],
	],
	[
		'a picture in base64 that must not be made smaller',
		[
			{
				role: 'user',
				content: [
					{ ...picture('chart.png'), transformations: { oversized_image: 'error' } },
					block('What is it?'),
				],
			},
		],
	],
	[
		'a turn of the system in the middle, on a model that has it',
		[
			{ role: 'user', content: 'Hello' },
			{ role: 'system', content: 'Speak German from now on.' },
		],
		{ model: 'claude-opus-5' },
	],
];

export const JSON_MESSAGES: Row[] = [
	...AS_THEY_ARE.flatMap(([name, messages, more = {}]) => {
		const { model: id = HAIKU, ...extraBody } = more;
		const options =
			Object.keys(extraBody).length === 0 ? {} : { extraBody: JSON.stringify(extraBody) };
		const sdk = { ...more, messages };
		return [
			{
				name: `JSON as text: ${name}`,
				node: { ...json(JSON.stringify(messages, null, '\t')), ...model(id), options },
				sdk,
			},
			{
				name: `JSON as a list by expression: ${name}`,
				node: { ...json('={{ $json.turns }}'), ...model(id), options },
				json: { turns: JSON.parse(JSON.stringify(messages)) },
				sdk,
			},
		];
	}),
	{
		name: 'JSON as text by expression, with a value of the item in it',
		node: json('=[{ "role": "user", "content": {{ JSON.stringify($json.question) }} }]'),
		json: { question: 'Say "hi"\n' },
		sdk: { messages: [{ role: 'user', content: 'Say "hi"\n' }] },
	},
	{
		name: 'files of the item in JSON',
		node: json(
			JSON.stringify([
				{
					role: 'user',
					content: [
						{ type: 'image', source: binary('photo'), cache_control: { type: 'ephemeral' } },
						{ type: 'document', source: binary('invoice'), title: 'Invoice' },
						{ type: 'document', source: binary('notes') },
						block('What is it?'),
					],
				},
			]),
		),
		files,
		sdk: {
			messages: [
				{
					role: 'user',
					content: [
						{ ...picture('photo.jpg'), cache_control: { type: 'ephemeral' } },
						{ ...pdf(), title: 'Invoice' },
						notes(),
						block('What is it?'),
					],
				},
			],
		},
	},
	{
		name: 'every picture of the item in JSON, and a prefill',
		node: {
			...json(
				JSON.stringify([
					{ role: 'user', content: [{ type: 'image', source: binary('*') }, block('Which?')] },
				]),
			),
			prefill: '(',
		},
		files,
		sdk: {
			messages: [
				{
					role: 'user',
					content: [picture('photo.jpg'), picture('chart.png'), block('Which?')],
				},
				{ role: 'assistant', content: '(' },
			],
		},
	},
	{
		name: 'a file of the item by expression in JSON',
		node: json(
			'={{ [{ role: "user", content: [{ type: "image", source: { type: "binary", field: $input.item.binary.photo } }] }] }}',
		),
		files,
		sdk: { messages: [{ role: 'user', content: [picture('photo.jpg')] }] },
	},
	{
		name: 'files of the item in the result of a tool',
		node: {
			...json(
				JSON.stringify([
					ask,
					call,
					{
						role: 'user',
						content: [
							{
								type: 'tool_result',
								tool_use_id: 'toolu_1',
								content: [
									block('Two pictures and a paper:'),
									{ type: 'image', source: binary('photo, chart') },
									{ type: 'document', source: binary('invoice') },
								],
							},
							{ type: 'image', source: binary('chart') },
						],
					},
				]),
			),
			options: { extraBody: JSON.stringify({ tools }) },
		},
		files,
		sdk: {
			tools,
			messages: [
				ask,
				call,
				{
					role: 'user',
					content: [
						{
							type: 'tool_result',
							tool_use_id: 'toolu_1',
							content: [
								block('Two pictures and a paper:'),
								picture('photo.jpg'),
								picture('chart.png'),
								pdf(),
							],
						},
						picture('chart.png'),
					],
				},
			],
		},
	},
];
