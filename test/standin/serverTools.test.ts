import { get, sdk, textOf, useStandIn } from './testkit';
import { answerTo, CODE, comparable, FETCH, goOn, SEARCH, streamedTo } from './toolkit';

const standIn = useStandIn();

const ID = expect.stringMatching(/^srvtoolu_/);
const caller = { type: 'direct' };
const CASES = [
	['search for red ants', { tools: [SEARCH] }],
	['search badly', { tools: [SEARCH] }],
	['fetch https://example.com/ants?a=1.', { tools: [{ ...FETCH, citations: { enabled: true } }] }],
	['fetch https://example.com/badly', { tools: [FETCH] }],
	['run code: 1+1', { tools: [CODE] }],
	['run code badly, please', { tools: [CODE] }],
	['make a file report.csv and make a file notes.txt', { tools: [CODE] }],
	['run code', { tools: [{ ...CODE, type: 'code_execution_20250522' as const }] }],
	['search, fetch https://example.com/ and run code', { tools: [SEARCH, FETCH, CODE] }],
] satisfies Array<[string, Parameters<typeof answerTo>[2]]>;

describe('every answer of a server tool', () => {
	it.each(CASES)('is the same in JSON and in a stream: %s', async (question, more) => {
		const json = await answerTo(standIn(), question, more);
		const streamed = await streamedTo(standIn(), question, more);
		expect(json.content.length).toBeGreaterThan(2);
		expect(comparable(streamed)).toEqual(comparable(json));
	});

	it.each(CASES)('is taken back as history: %s', async (question, more) => {
		const answer = await answerTo(standIn(), question, more);
		expect(await goOn(standIn(), question, answer, 'And bees?', more)).toMatchObject({
			content: [{ text: 'You asked: "And bees?"' }],
		});
	});

	it.each(CASES)('needs its words, and leave: %s', async (question, more) => {
		const tool_choice = { type: 'none' } as const;
		const silent = { content: [{ type: 'text' }], usage: { server_tool_use: null } };
		expect(await answerTo(standIn(), 'Hello', more)).toMatchObject(silent);
		expect(await answerTo(standIn(), question, { ...more, tool_choice })).toMatchObject(silent);
	});
});

describe('a search', () => {
	it('finds pages and cites one', async () => {
		const message = await sdk(standIn()).messages.create({
			model: 'claude-haiku-4-5',
			max_tokens: 1000,
			messages: [{ role: 'user', content: 'Please search the web for red ants.' }],
			tools: [{ ...SEARCH, allowed_domains: ['ants.org'] }],
		});
		const [use, result, cited, rest] = message.content;
		expect(use).toEqual({
			type: 'server_tool_use',
			id: ID,
			name: 'web_search',
			input: { query: 'red ants' },
			caller,
		});
		expect(result).toMatchObject({
			type: 'web_search_tool_result',
			tool_use_id: use?.type === 'server_tool_use' && use.id,
			content: [
				{ type: 'web_search_result', url: 'https://ants.org/red%20ants', page_age: null },
				{ page_age: expect.any(String), encrypted_content: expect.any(String) },
			],
		});
		expect(cited).toMatchObject({
			citations: [
				{
					type: 'web_search_result_location',
					url: 'https://ants.org/red%20ants',
					title: 'About red ants',
					cited_text: 'All about red ants.',
				},
			],
		});
		expect(rest).toMatchObject({ text: 'You asked: "Please search the web for red ants."' });
		expect(message).toMatchObject({
			stop_reason: 'end_turn',
			container: null,
			usage: { server_tool_use: { web_search_requests: 1, web_fetch_requests: 0 } },
		});
	});

	it('fails in an answer of status 200, and is not billed', async () => {
		expect(await answerTo(standIn(), 'search badly', { tools: [SEARCH] })).toMatchObject({
			content: [
				{ type: 'server_tool_use' },
				{
					type: 'web_search_tool_result',
					content: { type: 'web_search_tool_result_error', error_code: 'max_uses_exceeded' },
				},
				{ type: 'text', citations: null },
			],
			usage: { server_tool_use: { web_search_requests: 0 } },
		});
	});

	it('can be forced', async () => {
		for (const tool_choice of [{ type: 'any' }, { type: 'tool', name: 'web_search' }] as const) {
			const answer = await answerTo(standIn(), 'Hello', { tools: [SEARCH], tool_choice });
			expect(answer.content[0]).toMatchObject({ input: { query: 'Hello' } });
		}
	});
});

describe('a fetch', () => {
	it('brings the page, and cites it if it may', async () => {
		const tools = [{ ...FETCH, citations: { enabled: true } }];
		expect(await answerTo(standIn(), 'fetch https://example.com/a.', { tools })).toMatchObject({
			content: [
				{ name: 'web_fetch', input: { url: 'https://example.com/a' } },
				{
					type: 'web_fetch_tool_result',
					content: {
						type: 'web_fetch_result',
						url: 'https://example.com/a',
						content: { type: 'document', source: { type: 'text' }, citations: { enabled: true } },
					},
				},
				{ citations: [{ type: 'char_location', document_index: 0 }] },
				{ citations: null },
			],
			usage: { server_tool_use: { web_search_requests: 0, web_fetch_requests: 1 } },
		});
	});
});

describe('code', () => {
	it('prints what it is given', async () => {
		const answer = await answerTo(standIn(), 'run code: 1+1', { tools: [CODE] });
		expect(answer).toMatchObject({
			content: [
				{ name: 'bash_code_execution', input: { command: "echo '1+1'" } },
				{
					type: 'bash_code_execution_tool_result',
					content: { type: 'bash_code_execution_result', stdout: '1+1\n', return_code: 0 },
				},
				{ type: 'text' },
			],
			container: { id: expect.stringMatching(/^container_/), expires_at: expect.any(String) },
		});
		const again = await answerTo(standIn(), 'run code', {
			tools: [CODE],
			container: answer.container?.id ?? '',
		});
		expect(again.container?.id).toBe(answer.container?.id);
	});

	it('makes a file that can be downloaded', async () => {
		const message = await sdk(standIn()).messages.create({
			model: 'claude-haiku-4-5',
			max_tokens: 1000,
			messages: [{ role: 'user', content: 'Make a file report.csv.' }],
			tools: [CODE],
		});
		const [id = ''] = message.content.flatMap((block) =>
			block.type === 'bash_code_execution_tool_result' &&
			block.content.type === 'bash_code_execution_result'
				? block.content.content.map(({ file_id }) => file_id)
				: [],
		);
		expect(textOf(message)).toContain(`I made report.csv, file ${id}.`);
		expect((await get(standIn(), `/v1/files/${id}`)).json).toMatchObject({
			filename: 'report.csv',
			mime_type: 'text/csv',
			downloadable: true,
		});
		const response = await sdk(standIn()).files.download(id);
		expect(await response.text()).toBe('name,value\nants,6\n');
	});
});
