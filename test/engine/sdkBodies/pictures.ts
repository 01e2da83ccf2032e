import {
	block,
	byField,
	byId,
	byUrl,
	fields,
	file,
	type Picture,
	picture,
	type Row,
	text,
} from './row';

const ALL: Picture[] = ['photo.jpg', 'chart.png', 'animation.gif', 'picture.webp'];
const CLOUDINARY = 'https://res.example.com/image/upload/w_400,h_300,c_fill/a,b.jpg?x=1,2#c,d';
const image = (field: string) => byField('image', field);
const some = {
	photo: file('photo.jpg', { mimeType: 'image/jpeg' }),
	invoice: file('invoice.pdf', { mimeType: 'application/pdf' }),
	chart: file('chart.png', { mimeType: 'image/png' }),
	table: file('table.csv', { mimeType: 'text/csv' }),
};

/** Files that n8n or an earlier node labelled wrongly: the first bytes decide. */
const LABELS: Array<[label: string, name: Picture, fileName: string, mimeType: string]> = [
	['image/jpg', 'photo.jpg', 'photo.jpg', 'image/jpg'],
	['a PNG called .jpg', 'chart.png', 'chart.jpg', 'image/jpeg'],
	['a WebP called .png', 'picture.webp', 'picture.png', 'image/png'],
	['a GIF without a name or type', 'animation.gif', '', ''],
	['a JPEG called a PDF', 'photo.jpg', 'scan.pdf', 'application/pdf'],
];

export const PICTURES: Row[] = [
	...ALL.map((name) => ({
		name: `${name} and a question`,
		node: fields(image('data'), text('What is it?')),
		files: { data: file(name) },
		sdk: {
			messages: [{ role: 'user' as const, content: [picture(name), block('What is it?')] }],
		},
	})),
	...LABELS.map(([label, name, fileName, mimeType]) => ({
		name: `the wrong label ${label} heals itself`,
		node: fields(image('data')),
		files: { data: file(name, { fileName, mimeType }) },
		sdk: { messages: [{ role: 'user' as const, content: [picture(name)] }] },
	})),
	{
		name: 'two pictures by two messages',
		node: fields(text('One:'), image('photo'), text('Two:'), image('chart'), text('Compare.')),
		files: some,
		sdk: {
			messages: [
				{
					role: 'user',
					content: [
						block('One:'),
						picture('photo.jpg'),
						block('Two:'),
						picture('chart.png'),
						block('Compare.'),
					],
				},
			],
		},
	},
	{
		name: 'a picture behind the question',
		node: fields(text('What is it?'), image('photo')),
		files: some,
		sdk: { messages: [{ role: 'user', content: [block('What is it?'), picture('photo.jpg')] }] },
	},
	{
		name: 'a picture, a question and a prefill together',
		node: {
			...fields(image('photo'), text('A, B or C?')),
			prefill: 'The answer is (',
			maxTokens: 1,
		},
		files: some,
		sdk: {
			max_tokens: 1,
			messages: [
				{ role: 'user', content: [picture('photo.jpg'), block('A, B or C?')] },
				{ role: 'assistant', content: 'The answer is (' },
			],
		},
	},
	{
		name: 'a question, a picture and a prefill as the last message',
		node: fields(text('A or B?'), image('photo'), text('(', 'assistant')),
		files: some,
		sdk: {
			messages: [
				{ role: 'user', content: [block('A or B?'), picture('photo.jpg')] },
				{ role: 'assistant', content: '(' },
			],
		},
	},
	{
		name: 'a picture in the second question',
		node: fields(text('Hello'), text('Hi', 'assistant'), image('photo'), text('What is it?')),
		files: some,
		sdk: {
			messages: [
				{ role: 'user', content: 'Hello' },
				{ role: 'assistant', content: 'Hi' },
				{ role: 'user', content: [picture('photo.jpg'), block('What is it?')] },
			],
		},
	},
	{
		name: 'several field names in their order, one of them twice',
		node: fields(image('chart , photo,chart,'), text('Compare.')),
		files: some,
		sdk: {
			messages: [
				{
					role: 'user',
					content: [
						picture('chart.png'),
						picture('photo.jpg'),
						picture('chart.png'),
						block('Compare.'),
					],
				},
			],
		},
	},
	{
		name: 'a field whose name has a comma',
		node: fields(image('a, b')),
		files: { 'a, b': file('photo.jpg'), a: file('chart.png'), b: file('chart.png') },
		sdk: { messages: [{ role: 'user', content: [picture('photo.jpg')] }] },
	},
	{
		name: '* for every picture of the item, and for no other file',
		node: fields(image('*'), text('Compare.')),
		files: some,
		sdk: {
			messages: [
				{
					role: 'user',
					content: [picture('photo.jpg'), picture('chart.png'), block('Compare.')],
				},
			],
		},
	},
	{
		name: 'a field name by expression',
		node: fields(image('={{ $json.field }}')),
		json: { field: 'chart' },
		files: some,
		sdk: { messages: [{ role: 'user', content: [picture('chart.png')] }] },
	},
	{
		name: 'a file of the item by expression',
		node: fields(image('={{ $input.item.binary.chart }}')),
		files: some,
		sdk: { messages: [{ role: 'user', content: [picture('chart.png')] }] },
	},
	{
		name: 'twenty pictures',
		node: fields(...Array.from({ length: 20 }, () => image('photo')), text('How many?')),
		files: some,
		sdk: {
			messages: [
				{
					role: 'user',
					content: [...Array.from({ length: 20 }, () => picture('photo.jpg')), block('How many?')],
				},
			],
		},
	},
	{
		name: 'a picture by its address, whose commas stay',
		node: fields(byUrl('image', ` ${CLOUDINARY} `), text('What is it?')),
		sdk: {
			messages: [
				{
					role: 'user',
					content: [
						{ type: 'image', source: { type: 'url', url: CLOUDINARY } },
						block('What is it?'),
					],
				},
			],
		},
	},
	{
		name: 'a picture by an address from the item',
		node: fields(byUrl('image', '={{ $json.url }}')),
		json: { url: 'https://example.com/ü/a b.png' },
		sdk: {
			messages: [
				{
					role: 'user',
					content: [
						{ type: 'image', source: { type: 'url', url: 'https://example.com/ü/a b.png' } },
					],
				},
			],
		},
	},
	{
		name: 'a picture by its file ID',
		node: fields(byId('image', ' file_011CNha8iCJcU1wXNR6q4V8w'), text('What is it?')),
		sdk: {
			messages: [
				{
					role: 'user',
					content: [
						{ type: 'image', source: { type: 'file', file_id: 'file_011CNha8iCJcU1wXNR6q4V8w' } },
						block('What is it?'),
					],
				},
			],
		},
	},
];
