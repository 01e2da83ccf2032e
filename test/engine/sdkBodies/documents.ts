import {
	block,
	byField,
	byId,
	byUrl,
	fields,
	file,
	type ItemFile,
	made,
	pdf,
	type Row,
	text,
	textFile,
} from './row';
import { fixture } from '../../fixtures/files';

const described = { options: { title: ' Invoice 7 ', context: 'From May', citations: true } };
const wire = { title: 'Invoice 7', context: 'From May', citations: { enabled: true } };
const ID = 'file_011CNha8iCJcU1wXNR6q4V8w';
const URL = 'https://example.com/a,b/invoice.pdf';
const utf8 = (name: string) => fixture(name).bytes.toString();
const letters = 'Grüße, "中文" 👩‍👩‍👧\r\n\ttab\\';
const utf16 = Buffer.from(`\ufeff${letters}`, 'utf16le');

const TEXTS: Array<[name: string, file: ItemFile, content: string]> = [
	['notes.txt', file('notes.txt', { mimeType: 'text/plain' }), utf8('notes.txt')],
	['table.csv', file('table.csv', { mimeType: 'text/csv' }), utf8('table.csv')],
	['a text labelled as a picture', file('notes.txt', { mimeType: 'image/png' }), utf8('notes.txt')],
	['Markdown', made(Buffer.from('# Title\n\n* a'), 'a.md', 'text/markdown'), '# Title\n\n* a'],
	['JSON', made(Buffer.from('{"a":"\\n"}'), 'a.json', 'application/json'), '{"a":"\\n"}'],
	[
		'HTML',
		made(Buffer.from('<!doctype html>\n<p>ü'), 'a.html', 'text/html'),
		'<!doctype html>\n<p>ü',
	],
	['page.html', file('page.html', { mimeType: 'text/html' }), utf8('page.html')],
	['data.json', file('data.json', { mimeType: 'application/json' }), utf8('data.json')],
	['readme.md', file('readme.md', { mimeType: 'text/markdown' }), utf8('readme.md')],
	['bom.txt', file('bom.txt'), utf8('bom.txt').replace('\ufeff', '')],
	['utf16.txt', file('utf16.txt'), fixture('utf16.txt').bytes.toString('utf16le').slice(1)],
	['XML', made(Buffer.from('<?xml version="1.0"?><a/>'), 'a.xml'), '<?xml version="1.0"?><a/>'],
	['letters of the world', made(Buffer.from(letters), 'a.txt'), letters],
	['a byte order mark, which is left out', made(Buffer.from(`\ufeff${letters}`), 'a.txt'), letters],
	['UTF-16, little end first', made(utf16, 'a.txt'), letters],
	['UTF-16, big end first', made(Buffer.from(utf16).swap16(), 'a.txt'), letters],
	[
		'a text longer than a piece',
		made(Buffer.from('ü€👩'.repeat(40_000)), 'a.txt'),
		'ü€👩'.repeat(40_000),
	],
];

export const DOCUMENTS: Row[] = [
	{
		name: 'a PDF of the item and a question',
		node: fields(byField('document', 'data'), text('What does it cost?')),
		files: { data: file('invoice.pdf', { mimeType: 'application/pdf' }) },
		sdk: { messages: [{ role: 'user', content: [pdf(), block('What does it cost?')] }] },
	},
	{
		name: 'a PDF with title, context and citations',
		node: fields(byField('document', 'data', described), text('What does it cost?')),
		files: { data: file('invoice.pdf') },
		sdk: {
			messages: [{ role: 'user', content: [{ ...pdf(), ...wire }, block('What does it cost?')] }],
		},
	},
	{
		name: 'a PDF with a wrong label',
		node: fields(byField('document', 'data')),
		files: { data: file('invoice.pdf', { fileName: 'invoice.txt', mimeType: 'text/plain' }) },
		sdk: { messages: [{ role: 'user', content: [pdf()] }] },
	},
	{
		name: 'a PDF by its address, with title, context and citations',
		node: fields(byUrl('document', URL, described), text('What does it cost?')),
		sdk: {
			messages: [
				{
					role: 'user',
					content: [
						{ type: 'document', source: { type: 'url', url: URL }, ...wire },
						block('What does it cost?'),
					],
				},
			],
		},
	},
	{
		name: 'a document by its file ID, with title, context and citations',
		node: fields(byId('document', ID, described), text('What does it cost?')),
		sdk: {
			messages: [
				{
					role: 'user',
					content: [
						{ type: 'document', source: { type: 'file', file_id: ID }, ...wire },
						block('What does it cost?'),
					],
				},
			],
		},
	},
	{
		name: 'a document whose title and context are blank and whose citations are off',
		node: fields(
			byId('document', ID, { options: { title: ' ', context: '\n', citations: false } }),
		),
		sdk: {
			messages: [
				{
					role: 'user',
					content: [{ type: 'document', source: { type: 'file', file_id: ID } }],
				},
			],
		},
	},
	...TEXTS.map(([name, data, content]) => ({
		name: `the text of a file: ${name}`,
		node: fields(byField('document', 'data'), text('Sum up.')),
		files: { data },
		sdk: {
			messages: [{ role: 'user' as const, content: [textFile(content), block('Sum up.')] }],
		},
	})),
	{
		name: 'a text file with title, context and citations',
		node: fields(byField('document', 'data', described), text('Sum up.')),
		files: { data: file('notes.txt') },
		sdk: {
			messages: [
				{
					role: 'user',
					content: [{ ...textFile(utf8('notes.txt')), ...wire }, block('Sum up.')],
				},
			],
		},
	},
	{
		name: '* for every document of the item, all with the same title',
		node: fields(byField('document', '*', { options: { title: 'Papers' } }), text('Compare.')),
		files: {
			photo: file('photo.jpg'),
			invoice: file('invoice.pdf'),
			table: file('table.csv'),
		},
		sdk: {
			messages: [
				{
					role: 'user',
					content: [
						{ ...pdf(), title: 'Papers' },
						{ ...textFile(utf8('table.csv')), title: 'Papers' },
						block('Compare.'),
					],
				},
			],
		},
	},
	{
		name: 'a picture and a PDF, a question and a prefill',
		node: {
			...fields(
				byField('image', '*'),
				byField('document', 'invoice'),
				text('Do they belong together?'),
			),
			system: 'Answer with yes or no.',
			prefill: 'Answer:\n',
		},
		files: { chart: file('picture.webp'), invoice: file('invoice.pdf') },
		sdk: {
			system: 'Answer with yes or no.',
			messages: [
				{
					role: 'user',
					content: [
						{
							type: 'image',
							source: {
								type: 'base64',
								media_type: 'image/webp',
								data: fixture('picture.webp').base64,
							},
						},
						pdf(),
						block('Do they belong together?'),
					],
				},
				{ role: 'assistant', content: 'Answer:' },
			],
		},
	},
];
