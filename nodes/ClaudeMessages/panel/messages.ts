import type { INodeProperties } from 'n8n-workflow';

const files = { type: ['image', 'document'] };

/** The fields of one part; each is shown depending on the choices before it. */
const partFields: INodeProperties[] = [
	{
		displayName: 'Role',
		name: 'role',
		type: 'options',
		options: [
			{
				name: 'Assistant',
				value: 'assistant',
				description: 'What Claude said, or should have said',
			},
			{ name: 'User', value: 'user', description: 'What you say to Claude' },
		],
		default: 'user',
		description: 'Who speaks; neighbours with the same role become one turn',
	},
	{
		displayName: 'Type',
		name: 'type',
		type: 'options',
		options: [
			{ name: 'Document', value: 'document', description: 'A PDF or a text file' },
			{ name: 'Image', value: 'image', description: 'A JPEG, PNG, GIF or WebP picture' },
			{ name: 'Text', value: 'text' },
		],
		default: 'text',
		description: 'What this part of the conversation is; Claude reads the parts in their order',
	},
	{
		displayName: 'Text',
		name: 'text',
		type: 'string',
		typeOptions: { rows: 3 },
		displayOptions: { show: { type: ['text'] } },
		default: '',
		placeholder: 'e.g. What is in the picture above?',
		description: 'The words; a blank text is left out',
	},
	{
		displayName: 'Source',
		name: 'source',
		type: 'options',
		displayOptions: { show: files },
		options: [
			{
				name: 'File ID',
				value: 'file',
				description: "A file that was uploaded to Anthropic's Files API",
			},
			{
				name: 'Input Data Field',
				value: 'binary',
				description: 'A file that an earlier node put into the item',
			},
			{ name: 'URL', value: 'url', description: 'Anthropic fetches it, n8n does not' },
		],
		default: 'binary',
		description: 'Where the file comes from',
	},
	{
		displayName: 'Input Data Field Name',
		name: 'binaryField',
		type: 'string',
		displayOptions: { show: { ...files, source: ['binary'] } },
		default: 'data',
		placeholder: 'e.g. data',
		hint: 'Several names separated by commas, * for every file of the type, or an expression that gives a file of another node',
		description:
			'The field of the item that holds the file; an image may have 7.5 MB and 8000 pixels a side, a document is a PDF or a text file',
	},
	{
		displayName: 'URL',
		name: 'url',
		type: 'string',
		displayOptions: { show: { ...files, source: ['url'] } },
		default: '',
		placeholder: 'e.g. https://example.com/picture.jpg',
		description: 'A public address that Anthropic can reach; a document there has to be a PDF',
	},
	{
		displayName: 'File ID',
		name: 'fileId',
		type: 'string',
		displayOptions: { show: { ...files, source: ['file'] } },
		default: '',
		placeholder: 'e.g. file_011CNha8iCJcU1wXNR6q4V8w',
		description:
			'The ID that the upload returned; the file must belong to the workspace of the key',
	},
	{
		displayName: 'Title',
		name: 'title',
		type: 'string',
		displayOptions: { show: { type: ['document'] } },
		default: '',
		placeholder: 'e.g. Price list 2026',
		description: 'The name under which Claude and its citations know the document',
	},
	{
		displayName: 'Context',
		name: 'context',
		type: 'string',
		displayOptions: { show: { type: ['document'] } },
		default: '',
		placeholder: 'e.g. Valid for customers in Europe',
		description: 'What Claude should know about the document; it is never cited',
	},
	{
		displayName: 'Citations',
		name: 'citations',
		type: 'boolean',
		displayOptions: { show: { type: ['document'] } },
		default: false,
		description:
			'Whether Claude shows which place of the document supports what it says; switch it on for all documents of a request or for none',
	},
	{
		displayName: 'Cache Up to Here',
		name: 'cache',
		type: 'boolean',
		default: false,
		description:
			'Whether Anthropic keeps everything up to the end of this part, for 5 minutes or as Prompt Caching says; a request may have four such places',
	},
];

export const messages: INodeProperties = {
	displayName: 'Messages',
	name: 'messages',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	displayOptions: { show: { messagesInput: ['fields'] } },
	placeholder: 'Add Message',
	default: { values: [{ role: 'user', type: 'text', text: '' }] },
	description: 'The conversation in its order; images work best before the question about them',
	options: [{ displayName: 'Message', name: 'values', values: partFields }],
};
