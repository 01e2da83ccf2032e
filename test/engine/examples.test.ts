/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WorkflowFile } from './host';
import { CREDENTIAL, startTestbed, type Testbed } from './testbed';

let testbed: Testbed;
beforeAll(async () => (testbed = await startTestbed()));
beforeEach(() => testbed.standIn.reset());
afterAll(async () => await testbed.close());

const FOLDER = join(__dirname, '..', '..', 'examples');

const example = (name: string): WorkflowFile =>
	JSON.parse(readFileSync(join(FOLDER, name), 'utf8'));

const all = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter((name) =>
	name.endsWith('.workflow.json'),
);

const texts = async (name: string) => {
	const run = await testbed.run(example(name));
	expect(run.error).toBeUndefined();
	return run.items('Claude Messages').map(({ json }) => json.text);
};

test('a question per row gives an answer per row, in order', async () => {
	const answers = await texts('question-per-row.workflow.json');
	expect(answers).toHaveLength(3);
	for (const [index, name] of ['Ann', 'Ben', 'Cleo'].entries()) {
		expect(answers[index]).toContain(name);
	}
	expect(testbed.standIn.requests[0]?.body).toMatchObject({
		system: 'You sort the support mail of a bicycle shop. Answer in plain words.',
	});
});

test('mails become columns: every answer has the same fields, and keeps its mail', async () => {
	const run = await testbed.run(example('mails-to-columns.workflow.json'));
	expect(run.error).toBeUndefined();
	expect(run.items('Claude Messages').map(({ json }) => json)).toMatchObject(
		['Ann', 'Ben', 'Cleo'].map((from) => ({
			from,
			output: {
				wants: expect.stringMatching(/^(repair|exchange|invoice|other)$/),
				urgency: expect.any(Number),
			},
		})),
	);
});

test('an image, a question and a prefill give a single letter that fits the image', async () => {
	expect(await texts('image-to-letter.workflow.json')).toEqual([
		'The answer is (A',
		'The answer is (B',
		'The answer is (C',
	]);
});

test('a PDF arrives whole, with its title, before the question about it', async () => {
	const [answer] = await texts('pdf-question.workflow.json');
	expect(answer).toContain('You asked: "What does the touring bike cost?"');
	expect(answer).toMatch(/application\/pdf, 1 page, sha256 [0-9a-f]{64}, title "Price list"/);
});

test('receipts become a table: every picture arrives whole, every answer fits the schema', async () => {
	const run = await testbed.run(example('receipts-to-table.workflow.json'));
	expect(run.error).toBeUndefined();
	const row = {
		shop: expect.any(String),
		day: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
		currency: expect.any(String),
		total: expect.any(Number),
		lines: expect.any(Array),
	};
	expect(run.items('Claude Messages').map(({ json }) => json.output)).toEqual([row, row]);
	const pictures = testbed.standIn.requests.map(({ rawBody }) => rawBody);
	for (const name of ['receipt-bakery', 'receipt-garage']) {
		const base64 = readFileSync(join(FOLDER, 'files', `${name}.png`)).toString('base64');
		expect(pictures.filter((body) => body.includes(base64))).toHaveLength(1);
	}
});

test('an answer about a PDF cites its pages', async () => {
	const run = await testbed.run(example('pdf-question.workflow.json'));
	const [item] = run.items('Claude Messages');
	expect(item?.json.citations).toMatchObject([
		{ type: 'page_location', document_title: 'Price list', start_page_number: 1 },
	]);
});

test('a conversation goes on in the second node with everything before in mind', async () => {
	const run = await testbed.run(example('conversation.workflow.json'));
	expect(run.items('Follow-Up')).toHaveLength(3);
	expect(testbed.standIn.requests.at(-1)?.body).toMatchObject({
		messages: [
			{ role: 'user', content: expect.stringContaining('Sum up this mail') },
			{ role: 'assistant' },
			{ role: 'user', content: 'Now write a friendly answer of two sentences.' },
		],
	});
});

test('a long prompt is written into the cache once, and read for the other rows', async () => {
	const run = await testbed.run(example('cached-prompt.workflow.json'));
	expect(run.items('Claude Messages')).toHaveLength(3);
	expect(testbed.standIn.cache).toMatchObject({ writes: 1, reads: 2 });
});

test('custom tools: each call goes to its branch, and Claude hears what came of it', async () => {
	const run = await testbed.run(example('custom-tool.workflow.json'));
	expect(run.error).toBeUndefined();
	const from = (node: string) => run.items(node).map(({ json }) => json.from);
	expect(from('Open Ticket')).toEqual(['Ann']);
	expect(from('Count Stock')).toEqual(['Ben']);
	expect(from('No Tool Needed')).toEqual(['Cleo']);
	const said = run.run.data.resultData.runData.Answer?.flatMap(({ data }) => data?.main?.[0] ?? []);
	expect(said?.map(({ json }) => [json.from, json.text])).toEqual([
		['Ann', expect.stringMatching(/^ticket said: Ticket 4710 is open: /)],
		['Ben', expect.stringMatching(/^stock said: 3 pieces in the shop/)],
	]);
	const [call] = Object(run.items('Open Ticket')[0]?.json.tool_calls);
	expect(call).toMatchObject({ name: 'ticket', input: { title: expect.any(String) } });
	expect(testbed.standIn.requests[3]?.body).toMatchObject({
		tool_choice: { type: 'none' },
		tools: [{ name: 'ticket' }, { name: 'stock' }],
		messages: [
			{ role: 'user' },
			{ role: 'assistant' },
			{ role: 'user', content: [{ type: 'tool_result', tool_use_id: call.id }] },
		],
	});
});

test('a connected tool is called for every question, and the item lists the calls', async () => {
	const run = await testbed.run(example('agent-with-tools.workflow.json'));
	expect(run.error).toBeUndefined();
	expect(run.items('Claude Messages').map(({ json }) => json)).toMatchObject(
		['Ann', 'Ben', 'Cleo'].map((from) => ({
			from,
			text: expect.stringContaining('hours said: Monday: closed'),
			stop_reason: 'end_turn',
			steps: [{ tool: 'hours', input: { day: 'Monday' }, output: 'Monday: closed' }],
		})),
	);
	expect(testbed.standIn.requests).toHaveLength(6);
});

test('failing rows go to the error branch, the others go on', async () => {
	const run = await testbed.run(example('failing-item.workflow.json'));
	expect(run.error).toBeUndefined();
	expect(run.items('Answered').map(({ pairedItem }) => pairedItem)).toHaveLength(2);
	expect(run.items('Failed').map(({ json }) => json)).toEqual([
		{
			question: '',
			model: 'claude-sonnet-5-5',
			error: {
				message: "There is nothing to send: 'Messages' is empty or blank [item 1]",
				description: expect.stringContaining('Write something'),
				type: 'invalid_input',
				status: null,
				request_id: null,
			},
		},
		{
			question: 'What is the capital of Spain? One word.',
			model: 'claude-3-opus-20240229',
			error: {
				message: 'model: claude-3-opus-20240229',
				description: expect.stringContaining("Check the 'Model'"),
				type: 'not_found_error',
				status: 404,
				request_id: expect.stringMatching(/^req_/),
			},
		},
	]);
});

test('a PDF goes up once, and every question names it instead of carrying it', async () => {
	const run = await testbed.run(example('upload-once.workflow.json'));
	expect(run.error).toBeUndefined();
	const [stored] = testbed.standIn.files;
	expect(testbed.standIn.files).toEqual([stored]);
	expect(stored).toMatchObject({
		filename: 'price-list.pdf',
		mime_type: 'application/pdf',
		expires_at: expect.any(String),
	});
	const questions = [
		'What does the touring bike cost?',
		'How many gears has the city bike?',
		'Until when are the prices valid?',
	];
	const [upload, ...asked] = testbed.standIn.requests;
	expect(upload?.path).toBe('/v1/files');
	expect(asked.map(({ body }) => body)).toMatchObject(
		questions.map((text) => ({
			messages: [
				{
					role: 'user',
					content: [
						{ type: 'document', source: { type: 'file', file_id: stored?.id } },
						{ type: 'text', text },
					],
				},
			],
		})),
	);
	expect(run.items('Claude Messages').map(({ json }) => json)).toMatchObject(
		questions.map((question) => ({ question, text: expect.stringContaining(question) })),
	);
});

describe('a batch overnight', () => {
	const overnight = example('overnight-batch.workflow.json');
	const TRIGGER = 'Claude Messages Trigger';
	const evening = async () =>
		await testbed.run(overnight, undefined, 'When clicking ‘Execute workflow’');

	test('keeps the rows, and its trigger brings an answer for each by its ID', async () => {
		testbed.standIn.batchMs = undefined;
		const asked = await evening();
		expect(asked.error).toBeUndefined();
		const kept = asked.items('Keep the Rows').map(({ json }) => json);
		expect(kept).toMatchObject(
			['Ann', 'Ben', 'Cleo'].map((from) => ({ from, batch_id: kept[0]?.batch_id })),
		);
		testbed.standIn.endBatches();
		const later = await testbed.run(overnight, undefined, TRIGGER);
		expect(later.error).toBeUndefined();
		expect(later.items(TRIGGER)).toMatchObject([
			{ json: { id: kept[0]?.batch_id, processing_status: 'ended' } },
		]);
		expect(later.items('Complete the Rows').map(({ json }) => json)).toMatchObject(
			kept.map(({ from, custom_id }) => ({
				custom_id,
				text: expect.stringContaining(`what ${String(from)} wants`),
				stop_reason: 'end_turn',
			})),
		);
	});

	test('asks for no results as long as no batch has ended', async () => {
		testbed.standIn.batchMs = undefined;
		await evening();
		const early = await testbed.run(overnight, undefined, TRIGGER);
		expect(early.error).toBeUndefined();
		expect(early.items('Get Results')).toEqual([]);
		expect(testbed.standIn.requests.map(({ method }) => method)).toEqual(['POST', 'GET']);
	});
});

test.each(all)(
	'%s can be pasted into n8n: names, positions, credentials and connections fit',
	(name) => {
		const { nodes, connections, pinData } = example(name);
		const names = nodes.map((node) => node.name);
		expect(new Set(names).size).toBe(names.length);
		expect(new Set(nodes.map(({ id }) => id)).size).toBe(nodes.length);
		for (const node of nodes) {
			expect(node.position).toEqual([expect.any(Number), expect.any(Number)]);
			expect(node.typeVersion).toBeGreaterThanOrEqual(1);
			if (!node.type.startsWith('n8n-nodes-claude-messages.')) continue;
			expect(node.credentials).toEqual({ claudeMessagesApi: { id: null, name: CREDENTIAL } });
		}
		const mentioned = [
			...Object.keys(connections),
			...Object.keys(pinData ?? {}),
			...Object.values(connections).flatMap((byType) =>
				Object.values(byType).flatMap((outputs) =>
					outputs.flatMap((links) => (links ?? []).map(({ node }) => node)),
				),
			),
		];
		expect(names).toEqual(expect.arrayContaining(mentioned));
	},
);
