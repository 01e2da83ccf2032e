import type { INodeParameters } from 'n8n-workflow';
import { ask, bodies, call, items, says, standIn, stored, text, useToolBed } from './toolBed';

useToolBed();

/** Asks without connected tools. */
const asking = async (words: string, tools: INodeParameters, more: INodeParameters = {}) =>
	await ask(words, [], { connectTools: false, tools, ...more });

/** Blocks of an answer whose code has made these files. */
const codeThatMade = (...fileIds: string[]) => [
	{ type: 'server_tool_use', id: 'srvtoolu_1', name: 'bash_code_execution', input: {} },
	{
		type: 'bash_code_execution_tool_result',
		tool_use_id: 'srvtoolu_1',
		content: {
			type: 'bash_code_execution_result',
			stdout: '',
			stderr: '',
			return_code: 0,
			content: fileIds.map((file_id) => ({ type: 'bash_code_execution_output', file_id })),
		},
	},
];

test('a web search answers with its sources', async () => {
	const run = await asking('Please search for ants', { webSearch: [{}] });
	expect(bodies(run)[0]?.tools).toEqual([
		{ type: 'web_search_20260318', name: 'web_search', allowed_callers: ['direct'] },
	]);
	expect(items(run)[0]?.json).toMatchObject({
		citations: [{ type: 'web_search_result_location', url: expect.stringContaining('http') }],
		usage: { server_tool_use: { web_search_requests: 1 } },
	});
});

test('a search that fails inside an answer is listed, and the answer stands', async () => {
	const run = await asking('Please search badly', { webSearch: [{}] });
	expect(items(run)[0]?.json).toMatchObject({
		stop_reason: 'end_turn',
		tool_errors: [
			{
				tool: 'web_search',
				tool_use_id: expect.stringMatching(/^srvtoolu_/),
				error_code: 'max_uses_exceeded',
			},
		],
	});
});

test('files that code execution makes come with the item, and its container', async () => {
	const run = await asking('Make a file report.csv', { codeExecution: [{}] });
	const [item] = items(run);
	expect(item?.json.container).toMatchObject({ id: expect.stringMatching(/^container_/) });
	expect(item?.binary).toMatchObject({
		file_0: { fileName: 'report.csv', mimeType: 'text/csv', fileExtension: 'csv' },
	});
	const { data = '', id } = item?.binary?.file_0 ?? {};
	const bytes = id === undefined ? Buffer.from(data, 'base64') : await stored(id);
	expect(bytes.toString()).toBe('name,value\nants,6\n');
});

test('a file that cannot be had does not cost the answer', async () => {
	const path = '/v1/files/file_gone/content';
	standIn.addFile({
		id: 'file_gone',
		filename: 'gone.txt',
		mimeType: 'text/plain',
		bytes: Buffer.from('x'),
		downloadable: false,
	});
	says(...codeThatMade('file_gone'), text('Done.'));
	const run = await asking('Go', { codeExecution: [{}] }, { options: { includeSteps: true } });
	expect(run.requests.map((request) => request.path)).toContain(path);
	expect(items(run)).toMatchObject([
		{
			json: {
				text: 'Done.',
				tool_errors: [{ tool: 'code_execution', file_id: 'file_gone' }],
				steps: [{ tool: 'bash_code_execution', id: 'srvtoolu_1' }],
			},
		},
	]);
	expect(items(run)[0]).not.toHaveProperty('binary');
});

test('of very many files the first hundred are downloaded, and the others are told', async () => {
	const names = Array.from({ length: 130 }, (_, index) => `file_${index}`);
	for (const id of names) {
		const bytes = Buffer.from(id);
		standIn.addFile({ id, filename: `${id}.txt`, mimeType: 'text/plain', bytes });
	}
	says(...codeThatMade(...names));
	const [item] = items(await asking('Go', { codeExecution: [{}] }));
	expect(Object.keys(item?.binary ?? {})).toHaveLength(100);
	expect(item?.json.tool_errors).toEqual([
		{
			tool: 'code_execution',
			message:
				'The answer names 130 files; the first 100 were downloaded. Get the others with File → Download.',
		},
	]);
});

test('a download that breaks off is asked for again, and arrives whole', async () => {
	const bytes = Buffer.alloc(300_000, 'abc');
	standIn.addFile({ id: 'file_big', filename: 'big.txt', mimeType: 'text/plain', bytes });
	standIn.queue({ path: '/v1/files/file_big/content', kind: 'cut', bytes: 1000 });
	says(...codeThatMade('file_big'));
	const run = await asking('Go', { codeExecution: [{}] });
	const { id = '' } = items(run)[0]?.binary?.file_0 ?? {};
	expect((await stored(id)).equals(bytes)).toBe(true);
	expect(items(run)[0]?.json).not.toHaveProperty('tool_errors');
});

test('a custom tool comes out as a call, and its result goes back by Messages (JSON)', async () => {
	const custom = [{ name: 'create ticket', jsonSchemaExample: '{"title":"Fire"}' }];
	says(text('I open one.'), call('create_ticket', { title: 'Fire' }));
	says(text('Ticket 7 is open.'));
	const first = await asking('Fire!', { custom }, { options: { includeConversation: true } });
	const json = items(first)[0]?.json ?? {};
	expect(json).toMatchObject({
		stop_reason: 'tool_use',
		tool_calls: [{ id: 'toolu_create_ticket', name: 'create ticket', input: { title: 'Fire' } }],
	});
	const result = { type: 'tool_result', tool_use_id: 'toolu_create_ticket', content: 'Number 7' };
	const messages = [...Object(json.messages), { role: 'user', content: [result] }];
	const second = await asking(
		'',
		{ custom },
		{ messagesInput: 'json', messagesJson: JSON.stringify(messages) },
	);
	expect(items(second)[0]?.json.text).toBe('Ticket 7 is open.');
	expect(bodies(second)[0]?.messages).toEqual(messages);
});

test('a server tool and a connected tool in one turn: only the results go back, then the turn goes on', async () => {
	const run = await ask('Please search for ants and use adder {"a":1,"b":2}', ['test.adder'], {
		tools: { webSearch: [{}] },
	});
	expect(run.error).toBeUndefined();
	expect(bodies(run)[1]?.messages.at(-1)).toEqual({
		role: 'user',
		content: [{ type: 'tool_result', tool_use_id: expect.stringMatching(/^toolu_/), content: '3' }],
	});
	expect(items(run)[0]?.json).toMatchObject({
		stop_reason: 'end_turn',
		text: expect.stringContaining('adder said: 3'),
	});
});

test('a paused turn goes on inside the loop, and usage is that of all calls', async () => {
	const usage = { input_tokens: 10, output_tokens: 5 };
	const search = {
		type: 'server_tool_use',
		id: 'srvtoolu_1',
		name: 'web_search',
		input: { query: 'a' },
	};
	const found = { type: 'web_search_tool_result', tool_use_id: 'srvtoolu_1', content: [] };
	const turn = (content: object[], stop_reason: string) =>
		standIn.queue({
			kind: 'message',
			message: JSON.parse(JSON.stringify({ content, stop_reason, usage })),
		});
	turn([search, found], 'pause_turn');
	turn([call('adder', { a: 1, b: 2 })], 'tool_use');
	turn([text('3')], 'end_turn');
	const run = await ask('Go', ['test.adder'], { tools: { webSearch: [{}] } });
	expect(items(run)[0]?.json).toMatchObject({
		text: '3',
		usage: { input_tokens: 30, output_tokens: 15, calls: 3 },
	});
	expect(bodies(run)[2]?.messages.map(({ role }) => role)).toEqual(['user', 'assistant', 'user']);
});

test('the container is used again in the turns of one answer', async () => {
	const container = { id: 'container_7', expires_at: '2026-11-26T00:00:00Z', skills: null };
	standIn.queue({
		kind: 'message',
		message: JSON.parse(
			JSON.stringify({
				content: [call('adder', { a: 1, b: 2 })],
				stop_reason: 'tool_use',
				container,
			}),
		),
	});
	says(text('3'));
	const run = await ask('Go', ['test.adder'], { tools: { codeExecution: [{}] } });
	expect(bodies(run).map((body) => body.container)).toEqual([undefined, 'container_7']);
});
