import type Anthropic from '@anthropic-ai/sdk';
import {
	ask,
	image,
	NEW_VERSION,
	pdf,
	pdfFile,
	png,
	post,
	refusal,
	sdk,
	textOf,
	useStandIn,
} from './testkit';

const standIn = useStandIn();

const citations = { enabled: true };
const HOMES = 'Ants live in nests. Bees do not.';

const TEXT: Anthropic.DocumentBlockParam = {
	type: 'document',
	title: 'Homes',
	citations,
	source: { type: 'text', media_type: 'text/plain', data: `\n${HOMES}` },
};
const PAPER: Anthropic.DocumentBlockParam = { ...pdf(pdfFile(2)), citations };
const STORED: Anthropic.DocumentBlockParam = {
	type: 'document',
	citations,
	source: { type: 'file', file_id: 'file_1' },
};
const BLOCKS: Anthropic.DocumentBlockParam = {
	type: 'document',
	citations,
	source: {
		type: 'content',
		content: [image(png(1, 1, [0, 0, 0])), { type: 'text', text: 'Six legs.' }],
	},
};
const FOUND: Anthropic.SearchResultBlockParam = {
	type: 'search_result',
	source: 'https://example.com/ants',
	title: 'Ants',
	citations,
	content: [{ type: 'text', text: 'Formicidae.' }],
};

function request(...content: Anthropic.ContentBlockParam[]) {
	return {
		model: 'claude-haiku-4-5',
		max_tokens: 1000,
		messages: [{ role: 'user' as const, content }],
	};
}

function citationsOf(message: Anthropic.Message) {
	return message.content.flatMap((block) => (block.type === 'text' ? (block.citations ?? []) : []));
}

const EXPECTED = [
	{
		type: 'char_location',
		document_index: 0,
		document_title: 'Homes',
		file_id: null,
		cited_text: 'Ants live in nests.',
		start_char_index: 1,
		end_char_index: 20,
	},
	{
		type: 'page_location',
		document_index: 1,
		document_title: null,
		file_id: null,
		cited_text: 'What page 1 says.',
		start_page_number: 1,
		end_page_number: 2,
	},
	{
		type: 'page_location',
		document_index: 2,
		document_title: null,
		file_id: 'file_1',
		cited_text: 'What page 1 says.',
		start_page_number: 1,
		end_page_number: 2,
	},
	{
		type: 'content_block_location',
		document_index: 3,
		document_title: null,
		file_id: null,
		cited_text: 'Six legs.',
		start_block_index: 1,
		end_block_index: 2,
	},
	{
		type: 'search_result_location',
		search_result_index: 0,
		title: 'Ants',
		source: 'https://example.com/ants',
		cited_text: 'Formicidae.',
		start_block_index: 0,
		end_block_index: 1,
	},
];

describe('the default reply', () => {
	it('cites every source, each in a block of its own', async () => {
		const asked = request(TEXT, PAPER, STORED, BLOCKS, FOUND, { type: 'text', text: 'And?' });
		const message = await sdk(standIn()).messages.create(asked);
		expect(citationsOf(message)).toEqual(EXPECTED);
		expect(
			message.content.map((block) => block.type === 'text' && block.text.slice(0, 15)),
		).toEqual(
			[
				'You asked: "And',
				'Document 1: tex',
				'Document 2: app',
				'Document 3: fil',
				'Document 4: con',
			].concat('Image 1: image/', 'Search result 1'),
		);
	});

	it('says the same as without citations, and the same in a stream', async () => {
		const silent = { citations: { enabled: false } };
		const plain = await sdk(standIn()).messages.create(
			request({ ...TEXT, ...silent }, { ...FOUND, ...silent }),
		);
		expect(plain.content).toEqual([{ type: 'text', text: textOf(plain), citations: null }]);
		const cited = await sdk(standIn()).messages.create(request(TEXT, FOUND));
		expect(textOf(cited)).toBe(textOf(plain));
		const streamed = await sdk(standIn()).messages.stream(request(TEXT, FOUND)).finalMessage();
		expect(streamed.content).toEqual(cited.content);
		expect(citationsOf(streamed)).toHaveLength(2);
	});

	it('cites what a tool found', async () => {
		const tool = { type: 'tool_use', id: 'toolu_1', name: 'find', input: {} } as const;
		const message = await sdk(standIn()).messages.create({
			...request(),
			messages: [
				{ role: 'user', content: [FOUND] },
				{ role: 'assistant', content: [tool] },
				{
					role: 'user',
					content: [{ type: 'tool_result', tool_use_id: 'toolu_1', content: [FOUND, TEXT] }],
				},
			],
		});
		expect(citationsOf(message)).toMatchObject([
			{ type: 'char_location', document_index: 0 },
			{ type: 'search_result_location', search_result_index: 0 },
			{ type: 'search_result_location', search_result_index: 1 },
		]);
	});

	it('cites nothing that max_tokens cuts off', async () => {
		const message = await sdk(standIn()).messages.create({
			...request(TEXT, PAPER),
			max_tokens: 20,
		});
		expect(message.content).toHaveLength(2);
		expect(textOf(message)).toHaveLength(80);
		expect(citationsOf(message)).toEqual(EXPECTED.slice(0, 1));
	});

	it('cites nothing when a reply is queued', async () => {
		standIn().queue({ kind: 'text', text: 'No.' });
		expect(citationsOf(await sdk(standIn()).messages.create(request(TEXT)))).toEqual([]);
	});
});

describe('a request is refused', () => {
	const said = { type: 'text', text: 'Hello', citations: EXPECTED.slice(0, 1) };
	const off = { citations: undefined };
	const format = { type: 'json_schema', schema: { type: 'string' } };

	it.each([
		['when only some documents have citations', ask([TEXT, { ...PAPER, ...off }]), 'messages: Ci'],
		['when only some results have citations', ask([FOUND, { ...FOUND, ...off }]), 'messages: Ci'],
		[
			'when JSON should cite a document',
			ask([TEXT], { output_config: { format } }),
			'output_config',
		],
		[
			'when JSON should cite a result',
			ask([FOUND], { output_config: { format } }),
			'output_config',
		],
	])('%s', async (_, body, message) => {
		const refused = refusal(400, 'invalid_request_error', message);
		expect(await post(standIn(), body)).toMatchObject(refused);
	});

	it.each([
		['a text of the user that cites', ask([said])],
		['a search result that cites', ask([{ ...FOUND, content: [said] }])],
		[
			'a document of the assistant',
			{ ...ask(''), messages: [...ask('Hello').messages, { role: 'assistant', content: [TEXT] }] },
		],
	])('for %s, since version 2026-10-21', async (_, body) => {
		expect((await post(standIn(), body)).status).toBe(200);
		const refused = refusal(400, 'invalid_request_error', 'messages.');
		expect(await post(standIn(), body, NEW_VERSION)).toMatchObject(refused);
	});

	it('but not for a text of the assistant that cites', async () => {
		const messages = [
			{ role: 'user', content: [TEXT] },
			{ role: 'assistant', content: [said] },
			{ role: 'user', content: 'And?' },
		];
		expect((await post(standIn(), { ...ask(''), messages }, NEW_VERSION)).status).toBe(200);
	});

	it('but not when documents cite and search results do not', async () => {
		expect((await post(standIn(), ask([TEXT, { ...FOUND, ...off }]))).status).toBe(200);
	});
});
