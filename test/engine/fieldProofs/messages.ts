import { choice, field, model, part, partOption, type Proof, schemaWith } from './proof';

const list = { messagesJson: '[{"role":"user","content":"A"}]' };
const image = {
	type: 'image',
	source: 'binary',
	binaryField: 'data',
	url: 'https://example.com/a.png',
	fileId: 'file_011CNha8iCJcU1wXNR6q4V8w',
};
const pdf = { ...image, type: 'document' };
/** The fields of a request but its options and tools. */
export const MESSAGE_PROOFS: Proof[] = [
	choice(field('resource', 'other', 'message')),
	choice(field('operation', '__CUSTOM_API_CALL__', 'send')),
	choice(field('operation', 'send', 'countTokens')),
	...['list', 'id'].map((mode) =>
		choice(field('model', model(mode, 'claude-opus-4-5'), model(mode, 'claude-haiku-4-5')), mode),
	),
	choice(field('messagesInput', 'json', 'fields', list)),
	choice(field('messagesInput', 'fields', 'json', list)),
	choice(part('role', 'assistant', 'user', {})),
	choice(part('role', 'user', 'assistant', {})),
	choice(part('type', 'image', 'text', image, 'photo.jpg')),
	choice(part('type', 'text', 'image', image, 'photo.jpg')),
	choice(part('type', 'text', 'document', image, 'invoice.pdf')),
	part('text', 'Hello', 'Good bye', {}),
	choice(part('source', 'url', 'binary', image, 'photo.jpg')),
	choice(part('source', 'binary', 'url', image, 'photo.jpg')),
	choice(part('source', 'binary', 'file', image, 'photo.jpg')),
	part('binaryField', 'other', 'data', image, 'photo.jpg'),
	part('url', 'https://example.com/b.png', 'https://example.com/a.png', {
		...image,
		source: 'url',
	}),
	part('fileId', 'file_011CPMxVD3fHLUhvTqtsQA5w', image.fileId, { ...image, source: 'file' }),
	partOption('title', 'Invoice', pdf, 'invoice.pdf'),
	partOption('context', 'From May', pdf, 'invoice.pdf'),
	partOption('citations', true, pdf, 'invoice.pdf'),
	partOption('cache', true, {}),
	field('messagesJson', '[{"role":"user","content":"B"}]', list.messagesJson, {
		messagesInput: 'json',
	}),
	field('system', '', 'Be brief.'),
	field('maxTokens', 8192, 100),
	field('prefill', '', 'The answer is ('),
	choice(field('outputFormat', 'json', 'text')),
	choice(field('outputFormat', 'text', 'json')),
	choice(field('schemaType', 'manual', 'fromJson', { outputFormat: 'json' })),
	choice(field('schemaType', 'fromJson', 'manual', { outputFormat: 'json' })),
	field('jsonSchemaExample', '{"a":1}', '{"b":1}', { outputFormat: 'json' }),
	field('inputSchema', schemaWith('a'), schemaWith('b'), {
		outputFormat: 'json',
		schemaType: 'manual',
	}),
];
