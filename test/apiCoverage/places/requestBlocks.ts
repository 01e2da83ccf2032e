import { beside, type Place, type Proof } from './place';

const JSON = 'Messages (JSON)';
const TEXT = beside('one question');
const PICTURE = beside('a picture behind the question');
const PAPER = beside('a PDF with title, context and citations');
const CACHED = beside('everything at once, with a document that is cited and cached');
const BREAKPOINT: Proof = [
	'caching.test.ts',
	'the body has its breakpoints where items share: a part asks for a breakpoint alone',
];

/** Written as JSON: a block that goes as it is written, whatever fields it has. */
const written = (block: string, fields: string[]): Place[] =>
	['', ...fields.map((field) => `.${field}`)].map((field) => [
		`${block}${field}`,
		JSON,
		beside(`the block ${block} in Messages (JSON)`),
	]);

/** Blocks that the user sends, first those with fields of their own on the panel. */
export const REQUEST_BLOCKS: readonly Place[] = [
	['text', 'Messages → Type → Text', TEXT],
	['text.text', 'Text', TEXT],
	['text.cache_control', 'Cache Up to Here', BREAKPOINT],
	['text.citations', JSON, beside('the block text in Messages (JSON)')],
	['image', 'Messages → Type → Image', PICTURE],
	['image.source', 'Source', PICTURE],
	['image.source.base64', 'Input Data Field Name', PICTURE],
	['image.source.url', 'URL', beside('a picture by its address, whose commas stay')],
	['image.source.file', 'File ID', beside('a picture by its file ID')],
	['image.cache_control', 'Cache Up to Here', beside('a picture that is cached')],
	['image.transformations', JSON, beside('the block image in Messages (JSON)')],
	['document', 'Messages → Type → Document', beside('a PDF of the item and a question')],
	['document.source', 'Source', beside('a PDF of the item and a question')],
	['document.source.base64', 'Input Data Field Name', beside('a PDF of the item and a question')],
	[
		'document.source.text',
		'Input Data Field Name',
		beside('a text file with title, context and citations'),
	],
	['document.source.content', JSON, beside('the block document in Messages (JSON)')],
	['document.source.url', 'URL', beside('a PDF by its address, with title, context and citations')],
	[
		'document.source.file',
		'File ID',
		beside('a document by its file ID, with title, context and citations'),
	],
	['document.cache_control', 'Cache Up to Here', CACHED],
	['document.citations', 'Citations', PAPER],
	['document.context', 'Context', PAPER],
	['document.title', 'Title', PAPER],
	...written('search_result', ['content', 'source', 'title', 'cache_control', 'citations']),
	...written('thinking', ['signature', 'thinking']),
	...written('redacted_thinking', ['data']),
	...written('tool_use', ['id', 'input', 'name', 'cache_control', 'caller', 'toolset_name']),
	...written('tool_result', [
		'tool_use_id',
		'cache_control',
		'content',
		'is_error',
		'toolset_name',
	]),
	...written('server_tool_use', ['id', 'input', 'name', 'cache_control', 'caller']),
	...written('web_search_tool_result', ['content', 'tool_use_id', 'cache_control', 'caller']),
	...written('web_fetch_tool_result', ['content', 'tool_use_id', 'cache_control', 'caller']),
	...written('code_execution_tool_result', ['content', 'tool_use_id', 'cache_control']),
	...written('bash_code_execution_tool_result', ['content', 'tool_use_id', 'cache_control']),
	...written('text_editor_code_execution_tool_result', ['content', 'tool_use_id', 'cache_control']),
	...written('tool_search_tool_result', ['content', 'tool_use_id', 'cache_control']),
	...written('container_upload', ['file_id', 'cache_control']),
];
