import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { bytesFile } from './files';
import { fixture } from '../fixtures/files';
import { jpegWithAppSegments, pdfOfSize, pngOfPixels, pngOfSize } from '../fixtures/bigFiles';
import { question, startTestbed, type Testbed } from './testbed';

let testbed: Testbed;
beforeAll(async () => (testbed = await startTestbed()));
afterAll(async () => await testbed.close());

const HAIKU = { model: { __rl: true, mode: 'id', value: 'claude-haiku-4-5' } };
const empty: INodeExecutionData = { json: {} };

const image = (binaryField: unknown) => part({ type: 'image', source: 'binary', binaryField });
const document = (binaryField: unknown) =>
	part({ type: 'document', source: 'binary', binaryField });
function part(values: Record<string, unknown>): INodeParameters {
	return { messages: { values: [{ role: 'user', ...values }] } } as INodeParameters;
}
const json = (messagesJson: unknown) =>
	({ messagesInput: 'json', messagesJson }) as INodeParameters;
const options = (values: INodeParameters) => ({ ...question('Hello'), options: values });

/** A question with tools of one kind. */
const tools = (group: string, ...entries: INodeParameters[]) => ({
	...question('Hello'),
	tools: { [group]: entries },
});
const ticket = { name: 'create_ticket' };
/** A custom tool by its schema. */
const bySchema = (inputSchema: string, more: INodeParameters = {}) =>
	tools('custom', { ...ticket, schemaType: 'manual', inputSchema, ...more });

const BROKEN = '[{"role": "user", "content": "Hello" "x"}]';

/** What this Node.js says of a text that is not JSON: newer ones add the line and the column. */
function mistakeIn(text: string): string {
	try {
		JSON.parse(text);
	} catch (error) {
		if (error instanceof SyntaxError) return error.message;
	}
	throw new RangeError('The text is JSON');
}

/** An item whose field `data` holds a fixture under the name and label of a PNG. */
const labelledPng = (name: string): INodeExecutionData => ({
	json: {},
	binary: { data: bytesFile(fixture(name).bytes, 'image.png', 'image/png') },
});
const fileItem = (bytes: Buffer): INodeExecutionData => ({
	json: {},
	binary: { data: bytesFile(bytes, 'file', 'application/octet-stream') },
});

interface Row {
	when: string;
	parameters: INodeParameters;
	item?: INodeExecutionData | (() => INodeExecutionData);
	/** The whole message, but for the item's number. */
	says: string;
	/** A part of the way out. */
	advises: string;
}

const NOT_AN_IMAGE = (type: string) =>
	`The file in 'data' is not an image that Claude takes but ${type}`;
const FOUR_TYPES = 'JPEG, PNG, GIF or WebP';

const ROWS: Row[] = [
	{
		when: 'there are no messages',
		parameters: { messages: { values: [] } },
		says: "There is nothing to send: 'Messages' is empty or blank",
		advises: 'Write something',
	},
	{
		when: 'all messages are blank',
		parameters: question(' \n\t '),
		says: "There is nothing to send: 'Messages' is empty or blank",
		advises: 'check that the expression there finds a value',
	},
	{
		when: 'the JSON list of messages is empty',
		parameters: json('[]'),
		says: "There is nothing to send: 'Messages' is empty or blank",
		advises: 'Write something',
	},
	{
		when: 'the JSON messages hold only blank text',
		parameters: json('[{"role":"user","content":[{"type":"text","text":" "}]}]'),
		says: "There is nothing to send: 'Messages' is empty or blank",
		advises: 'Write something',
	},
	{
		when: "the first message is the assistant's",
		parameters: { messages: { values: [{ role: 'assistant', type: 'text', text: 'Hi' }] } },
		says: "The conversation begins with the assistant (message 1), but the first turn has to be the user's",
		advises: "use 'Prefill'",
	},
	{
		when: "the first JSON turn is the assistant's",
		parameters: json([
			{ role: 'assistant', content: 'Hi' },
			{ role: 'user', content: 'Hello' },
		]),
		says: "The conversation begins with the assistant (message 1), but the first turn has to be the user's",
		advises: "role 'User'",
	},
	{
		when: 'the messages are not JSON',
		parameters: json(BROKEN),
		says: `'Messages (JSON)' is not JSON: ${mistakeIn(BROKEN)}`,
		advises: 'Check quotes, commas and brackets',
	},
	{
		when: 'the JSON messages are an object',
		parameters: json({ role: 'user', content: 'Hello' }),
		says: `'Messages (JSON)' is not a list of turns but {"role":"user","content":"Hello"}`,
		advises: 'Give an array',
	},
	{
		when: 'a JSON turn is text',
		parameters: json(['Hello']),
		says: `'Messages (JSON)' has "Hello" at messages[0], where an object with role and content belongs`,
		advises: 'Follow the shape',
	},
	{
		when: 'a JSON turn has no role',
		parameters: json([{ content: 'Hello' }]),
		says: "'Messages (JSON)' has nothing at messages[0].role, where user or assistant belongs",
		advises: 'Follow the shape',
	},
	{
		when: 'a JSON turn has a number as content',
		parameters: json([{ role: 'user', content: 7 }]),
		says: "'Messages (JSON)' has 7 at messages[0].content, where text or an array of content blocks belongs",
		advises: 'Follow the shape',
	},
	{
		when: 'a JSON block has no type',
		parameters: json([{ role: 'user', content: [{ type: 'text', text: 'a' }, { text: 'b' }] }]),
		says: "'Messages (JSON)' has nothing at messages[0].content[1].type, where the type of a block belongs",
		advises: 'a content block is as in',
	},
	{
		when: 'the item lacks the file field',
		parameters: image('photo'),
		item: labelledPng('chart.png'),
		says: `The item has no file in the field "photo"; its files are in: data`,
		advises: "'Input Data Field Name'",
	},
	{
		when: 'one of several file fields is missing',
		parameters: image('data, photo'),
		item: labelledPng('chart.png'),
		says: `The item has no file in the field "photo"; its files are in: data`,
		advises: "'Input Data Field Name'",
	},
	{
		when: 'the item has no files at all',
		parameters: image('data'),
		says: `The item has no file in the field "data"; it has no files`,
		advises: 'an expression for a file of an earlier node',
	},
	{
		when: 'the named field is not a file',
		parameters: image('note'),
		item: { json: { note: 'hello' } },
		says: `The field "note" of the item is not a file but "hello"; it has no files`,
		advises: "'Convert to File'",
	},
	{
		when: 'the expression for a file gives something else',
		parameters: image('={{ $json.user }}'),
		item: { json: { user: { name: 'Ann' } } },
		says: `The expression in 'Input Data Field Name' does not give a file but {"name":"Ann"}`,
		advises: '.item.binary.data',
	},
	{
		when: 'the file field is empty',
		parameters: image(''),
		says: "'Input Data Field Name' of message 1 is empty",
		advises: 'often data',
	},
	{
		when: '* is asked of an item without images',
		parameters: image('*'),
		item: fileItem(fixture('invoice.pdf').bytes),
		says: "'Input Data Field Name' is *, but the item has no image; its files are in: data",
		advises: 'Images are JPEG, PNG, GIF and WebP files',
	},
	{
		when: '* is asked of an item without documents',
		parameters: document('*'),
		item: labelledPng('chart.png'),
		says: "'Input Data Field Name' is *, but the item has no document; its files are in: data",
		advises: 'Documents are PDF and text files',
	},
	{
		when: 'the image is an SVG',
		parameters: image('data'),
		item: labelledPng('drawing.svg'),
		says: NOT_AN_IMAGE('an SVG drawing'),
		advises: FOUR_TYPES,
	},
	{
		when: 'the image is a HEIC',
		parameters: image('data'),
		item: labelledPng('photo.heic'),
		says: NOT_AN_IMAGE('a HEIC or HEIF image'),
		advises: FOUR_TYPES,
	},
	{
		when: 'the image is a TIFF',
		parameters: image('data'),
		item: labelledPng('scan.tiff'),
		says: NOT_AN_IMAGE('a TIFF image'),
		advises: FOUR_TYPES,
	},
	{
		when: 'the image is a BMP',
		parameters: image('data'),
		item: labelledPng('scan.bmp'),
		says: NOT_AN_IMAGE('a BMP image'),
		advises: FOUR_TYPES,
	},
	{
		when: 'the image is a zip called image.png',
		parameters: image('data'),
		item: labelledPng('archive-called-image.png'),
		says: NOT_AN_IMAGE('a ZIP archive (Word, Excel and PowerPoint files are such archives)'),
		advises: FOUR_TYPES,
	},
	{
		when: 'the image is a PDF',
		parameters: image('data'),
		item: labelledPng('invoice.pdf'),
		says: NOT_AN_IMAGE('a PDF'),
		advises: "Set 'Type' to 'Document' for a PDF.",
	},
	{
		when: 'the image file is empty',
		parameters: image('data'),
		item: labelledPng('empty.png'),
		says: NOT_AN_IMAGE('an empty file'),
		advises: FOUR_TYPES,
	},
	...['png', 'jpg', 'gif', 'webp'].map((ending) => ({
		when: `the ${ending} file is cut off`,
		parameters: image('data'),
		item: labelledPng(`cut.${ending}`),
		says: `The file in 'data' is a ${{ png: 'PNG', jpg: 'JPEG', gif: 'GIF', webp: 'WebP' }[ending]} image that breaks off before its end`,
		advises: FOUR_TYPES,
	})),
	{
		when: 'the PDF is cut off',
		parameters: document('data'),
		item: labelledPng('cut.pdf'),
		says: "The file in 'data' is a PDF that breaks off before its end",
		advises: 'Check the node that made or downloaded the file',
	},
	{
		when: 'the document is a Word file',
		parameters: document('data'),
		item: labelledPng('letter.docx'),
		says: "The file in 'data' is not a document that Claude takes but a ZIP archive (Word, Excel and PowerPoint files are such archives)",
		advises: 'PDF and text files',
	},
	{
		when: 'the document is an image',
		parameters: document('data'),
		item: labelledPng('chart.png'),
		says: "The file in 'data' is not a document that Claude takes but a PNG image",
		advises: "Set 'Type' to 'Image' for a picture.",
	},
	{
		when: 'the text file is not UTF-8',
		parameters: document('data'),
		item: fileItem(Buffer.from('caf\xe9 au lait', 'latin1')),
		says: "The text file in 'data' is not written in UTF-8",
		advises: 'Save it as UTF-8',
	},
	{
		when: 'the image has more than 10 MB in base64',
		parameters: image('data'),
		item: () => fileItem(pngOfSize(7_864_321)),
		says: "The image in 'data' has 10.01 MB in base64, but the limit is 10 MB",
		advises: 'about 7.5 MB',
	},
	{
		when: 'the image is far too large',
		parameters: image('data'),
		item: () => fileItem(pngOfSize(9_000_000)),
		says: "The image in 'data' has 11.45 MB in base64, but the limit is 10 MB",
		advises: "'Edit Image' node",
	},
	{
		when: 'the request has more than 32 MB',
		parameters: document('data'),
		item: () => fileItem(pdfOfSize(26_000_000)),
		says: 'The request has 33.07 MB, but the limit is 32 MB',
		advises: 'Send fewer or smaller files',
	},
	{
		when: 'an image has a side of more than 8000 pixels',
		parameters: image('data'),
		item: () => fileItem(pngOfPixels(8001, 10)),
		says: "The image in 'data' has 8001 × 10 pixels, but the limit is 8000 a side",
		advises: 'Make it smaller',
	},
	{
		when: 'one of more than 20 images has a side of more than 2000 pixels',
		parameters: image(Array(21).fill('data').join(',')),
		item: () => fileItem(pngOfPixels(2001, 10)),
		says: "The image in 'data' has 2001 × 10 pixels, but the limit in a request with more than 20 images is 2000 a side",
		advises: 'Make it smaller',
	},
	{
		when: 'a small model gets more than 100 images',
		parameters: { ...image(Array(101).fill('data').join(',')), ...HAIKU },
		item: labelledPng('tiny.png'),
		says: 'The request has 101 images, but the model claude-haiku-4-5 takes at most 100',
		advises: 'Send fewer images',
	},
	{
		when: 'a large model gets more than 600 images',
		parameters: json(
			Array.from({ length: 601 }, () => ({
				role: 'user',
				content: [{ type: 'image', source: { type: 'url', url: 'https://example.com/a.png' } }],
			})),
		),
		says: 'The request has 601 images, but the model claude-sonnet-5-5 takes at most 600',
		advises: 'Send fewer images',
	},
	{
		when: 'the model is blank',
		parameters: { ...question('Hello'), model: { __rl: true, mode: 'id', value: ' ' } },
		says: "'Model' is empty",
		advises: 'Choose a model',
	},
	...[0, -1, 1.5, '=many', '={{ "500" }}'].map((maxTokens) => ({
		when: `Max Tokens is ${maxTokens}`,
		parameters: { ...question('Hello'), maxTokens },
		says: `'Max Tokens' takes a whole number of at least 1, but it is ${
			{ '=many': '"many"', '={{ "500" }}': '"500"' }[maxTokens] ?? maxTokens
		}`,
		advises: maxTokens === '={{ "500" }}' ? 'Number($json.value)' : "Set 'Max Tokens'",
	})),
	{
		when: 'the model refuses a prefill',
		parameters: { ...question('Hello'), prefill: 'Hi' },
		says: 'The model claude-sonnet-5-5 does not accept a prefill',
		advises: "'Prefill Fallback' to 'Ask in Words'",
	},
	{
		when: 'there is a prefill and an assistant turn at the end',
		parameters: {
			...HAIKU,
			prefill: 'Hi',
			messages: {
				values: [
					{ role: 'user', type: 'text', text: 'Hello' },
					{ role: 'assistant', type: 'text', text: 'Good' },
				],
			},
		},
		says: "There are two starts for Claude's answer: 'Prefill', and an assistant message at the end of 'Messages'",
		advises: 'Keep one of them',
	},
	{
		when: 'Extra Body is a list',
		parameters: options({ extraBody: '[1]' }),
		says: "'Extra Body' is not a JSON object but [1]",
		advises: 'Give an object',
	},
	{
		when: 'Extra Body is not JSON',
		parameters: options({ extraBody: 'speed: fast' }),
		says: `'Extra Body' is not JSON: Unexpected token 's', "speed: fast" is not valid JSON`,
		advises: 'Check quotes',
	},
	{
		when: 'Extra Body switches streaming on',
		parameters: options({ extraBody: '{"stream": true}' }),
		says: "'Extra Body' must not hold 'stream'",
		advises: "Remove 'stream'",
	},
	{
		when: 'Temperature is too high',
		parameters: options({ temperature: 2 }),
		says: "'Temperature' takes a number from 0 to 1, but it is 2",
		advises: "Set 'Temperature'",
	},
	{
		when: 'sampling is asked of an API version that has none',
		parameters: { ...options({ temperature: 0.5, apiVersion: '2026-10-21' }), ...HAIKU },
		says: "'Temperature', 'Top P' and 'Top K' do not exist in the API from version 2026-10-21 on",
		advises: 'Remove them',
	},
	{
		when: 'a stop sequence is blank',
		parameters: options({ stopSequences: ['END', ' '] }),
		says: "'Stop Sequences' holds a row of spaces or line breaks only",
		advises: 'Remove it',
	},
	{
		when: 'the API version is no date',
		parameters: options({ apiVersion: 'latest' }),
		says: `'API Version' is "latest", which is not a version`,
		advises: '2023-06-01',
	},
	{
		when: 'a beta feature has odd letters',
		parameters: options({ betas: ['a b'] }),
		says: `'Beta Features' holds "a b", which is not a name of a beta feature`,
		advises: 'one in each row',
	},
	{
		when: 'the URL is empty',
		parameters: part({ type: 'image', source: 'url', url: '' }),
		says: "'URL' of message 1 is empty",
		advises: 'Give a whole address',
	},
	{
		when: 'the URL is no address',
		parameters: part({ type: 'image', source: 'url', url: 'picture.jpg' }),
		says: `'URL' of message 1 is not an address: "picture.jpg"`,
		advises: 'Give a whole address',
	},
	{
		when: 'the file ID is empty',
		parameters: part({ type: 'document', source: 'file', fileId: '' }),
		says: "'File ID' of message 1 is empty",
		advises: 'Files API',
	},
	...[
		['webSearch', 'Web Search'],
		['webFetch', 'Web Fetch'],
	].map(([group = '', label]) => ({
		when: `${label} has both lists of domains`,
		parameters: tools(group, { allowedDomains: 'example.com', blockedDomains: 'example.org' }),
		says: `${label} has both 'Allowed Domains' and 'Blocked Domains', but the API takes one of them`,
		advises: "Empty 'Blocked Domains'",
	})),
	{
		when: 'Max Uses is half a use',
		parameters: tools('webSearch', { maxUses: 1.5 }),
		says: "'Max Uses of Web Search' takes a whole number of at least 0, but it is 1.5",
		advises: "Set 'Max Uses of Web Search'",
	},
	{
		when: 'a domain is an object',
		parameters: tools('webFetch', { allowedDomains: '={{ [{ host: "example.com" }] }}' }),
		says: `'Allowed Domains of Web Fetch' takes texts, but it holds an object: {"host":"example.com"}`,
		advises: 'a list of texts',
	},
	{
		when: 'a switch of a tool is a text',
		parameters: tools('webSearch', { dynamicFiltering: '={{ "yes" }}' }),
		says: `'Dynamic Filtering of Web Search' is a switch, but it is "yes"`,
		advises: 'true or false',
	},
	{
		when: 'an MCP server has no address',
		parameters: tools('mcp', { name: 'tickets' }),
		says: "'Server URL' of MCP Server is empty",
		advises: 'https://mcp.example.com/mcp',
	},
	...['mcp.example.com', 'ftp://example.com', 'https://', 'file:///etc/passwd'].map((url) => ({
		when: `the address of an MCP server is ${url}`,
		parameters: tools('mcp', { serverUrl: 'https://example.com' }, { serverUrl: url }),
		says: `'Server URL' of MCP Server 2 is not an address: "${url}"`,
		advises: 'https://mcp.example.com/mcp',
	})),
	{
		when: 'two MCP servers have one name',
		parameters: tools(
			'mcp',
			{ serverUrl: 'https://example.com/a' },
			{ serverUrl: 'https://example.com/b' },
		),
		says: "There are two tools with the name 'MCP server example.com'",
		advises: 'Give each tool a name of its own',
	},
	{
		when: 'a custom tool has no name',
		parameters: tools('custom', ticket, { name: ' ' }),
		says: "'Name' of Custom Tool 2 is empty",
		advises: 'create_ticket',
	},
	{
		when: 'two custom tools have one name',
		parameters: tools('custom', ticket, { name: ' create_ticket ' }),
		says: "There are two tools with the name 'create_ticket'",
		advises: 'Give each tool a name of its own',
	},
	{
		when: 'a custom tool is called as a tool of Anthropic',
		parameters: {
			...question('Hello'),
			tools: { webSearch: [{}], custom: [{ name: 'web_search' }] },
		},
		says: "There are two tools with the name 'web_search'",
		advises: 'Give each tool a name of its own',
	},
	{
		when: 'a tool of Anthropic is there twice',
		parameters: tools('codeExecution', {}, {}),
		says: "There are two tools with the name 'code_execution'",
		advises: 'each tool of Anthropic is there once',
	},
	...['[1]', '7', 'null', '{"type":"string"}', '{"properties":{}}', '{"type":["object"]}'].map(
		(schema) => ({
			when: `the schema of a tool is ${schema}`,
			parameters: bySchema(schema),
			says: "'Input Schema of Custom Tool' is not that of an object",
			advises: '"type": "object"',
		}),
	),
	...['[{"a":1}]', '"Fire"', 'null'].map((example) => ({
		when: `the example of a tool is ${example}`,
		parameters: tools('custom', { ...ticket, jsonSchemaExample: example }),
		says: "'JSON Example of Custom Tool' is not that of an object",
		advises: 'What a tool takes is an object',
	})),
	{
		when: 'the schema of a tool is not JSON',
		parameters: bySchema('{type: object}'),
		says: `'Input Schema of Custom Tool' is not JSON: ${mistakeIn('{type: object}')}`,
		advises: 'Check quotes',
	},
	{
		when: 'a strict tool takes a map of any names',
		parameters: bySchema('{"type":"object","additionalProperties":{"type":"string"}}', {
			strict: true,
		}),
		says: "The schema of the tool 'create_ticket' leaves the names of the fields open at its top level, but the API has to know them",
		advises: 'List the fields in "properties"',
	},
	{
		when: '21 tools are strict',
		parameters: tools(
			'custom',
			...Array.from({ length: 21 }, (_, index) => ({ name: `tool_${index}`, strict: true })),
		),
		says: "21 tools are 'Strict', but the API takes at most 20",
		advises: "Switch 'Strict' off",
	},
	{
		when: 'Tool Choice is set without tools',
		parameters: options({ toolChoice: 'any' }),
		says: "'Tool Choice' is set, but the request has no tools",
		advises: "Add a tool in 'Tools'",
	},
	{
		when: 'Tool Choice is set with an empty list of tools in Extra Body',
		parameters: {
			...tools('custom', ticket),
			options: { toolChoice: 'any', extraBody: '{"tools":[]}' },
		},
		says: "'Tool Choice' is set, but the request has no tools",
		advises: "remove the option 'Tool Choice'",
	},
	{
		when: 'Tool Choice names no tool of the request',
		parameters: {
			...HAIKU,
			...question('Hello'),
			tools: { webSearch: [{}], custom: [{ name: 'Wall Clock' }] },
			options: { toolChoice: 'clock' },
		},
		says: "'Tool Choice' is 'clock', but there is no tool with that name",
		advises: "Choose auto, any or none, or one of the tools: 'web_search' or 'Wall Clock'.",
	},
	{
		when: 'Tool Choice names an MCP server, which is no tool',
		parameters: {
			...HAIKU,
			...tools('mcp', { serverUrl: 'https://example.com/mcp' }),
			options: { toolChoice: 'MCP server example.com' },
		},
		says: "'Tool Choice' is 'MCP server example.com', but there is no tool with that name",
		advises: 'Choose auto, any or none.',
	},
	{
		when: "n8n's own Custom API Call is chosen",
		parameters: { operation: '__CUSTOM_API_CALL__' },
		says: "This node cannot do what is chosen in 'Resource' and 'Operation'",
		advises: 'HTTP Request node',
	},
];

describe.each(ROWS)('when $when', ({ parameters, item = empty, says, advises }) => {
	test('every such item fails by itself, with its number and a way out, and nothing is sent', async () => {
		const bad = typeof item === 'function' ? item() : item;
		const { answers, error, requests } = await testbed.ask(parameters, {
			input: [bad, bad],
			onError: 'continueRegularOutput',
		});
		expect(error).toBeUndefined();
		expect(answers).toEqual(
			[0, 1].map((index) => ({
				json: {
					error: {
						message: `${says} [item ${index}]`,
						description: expect.stringContaining(advises),
						type: 'invalid_input',
						status: null,
						request_id: null,
					},
				},
				pairedItem: { item: index },
			})),
		);
		expect(requests).toEqual([]);
	});
});

test('a mistake in the last item stops the run before the first item is paid for', async () => {
	const { answers, error, requests } = await testbed.ask(question('={{ $json.question }}'), {
		input: [{ json: { question: 'One?' } }, { json: { question: 'Two?' } }, { json: {} }],
	});
	expect(answers).toEqual([]);
	expect(requests).toEqual([]);
	expect(error).toMatchObject({
		name: 'NodeOperationError',
		message: "There is nothing to send: 'Messages' is empty or blank [item 2]",
		context: { itemIndex: 2 },
	});
	expect(error?.description).toContain('Items answered before: 0 of 3.');
});

test('good items are answered beside bad ones when the node continues', async () => {
	const { answers, requests } = await testbed.ask(question('={{ $json.question }}'), {
		input: [{ json: { question: 'One?' } }, { json: {} }, { json: { question: 'Three?' } }],
		onError: 'continueRegularOutput',
	});
	expect(answers.map(({ json }) => Object.keys(json)[0])).toEqual(['text', 'error', 'text']);
	expect(answers.map(({ pairedItem }) => pairedItem)).toEqual([
		{ item: 0 },
		{ item: 1 },
		{ item: 2 },
	]);
	expect(requests).toHaveLength(2);
});

test('an image whose size stands behind a megabyte of other segments is still measured', async () => {
	const { answers } = await testbed.ask(image('data'), {
		input: [fileItem(jpegWithAppSegments(1_000_000))],
	});
	expect(answers[0]?.json.text).toContain('image/jpeg, 320x240 px');
});
