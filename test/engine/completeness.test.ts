import type Anthropic from '@anthropic-ai/sdk';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { readSdkNames } from '../apiCoverage/sdkTypes';
import { BLOCKS, FILES_OF, IN_THE_ITEM, MADE, OTHER_SHAPES } from './completeness/blocks';
import { CITATIONS } from './completeness/citations';
import { ENDS, RESUMED } from './completeness/ends';
import { BARE_USAGE, messageWith, TEXT, USAGE, WHOLE } from './completeness/message';
import { TALKS } from './sdkBodies/everyBlock';
import { TOOLS } from './sdkBodies/everyTool';
import { question, startTestbed, type Testbed } from './testbed';

let testbed: Testbed;
beforeAll(async () => (testbed = await startTestbed()));
beforeEach(() => {
	testbed.standIn.reset();
	for (const [id, file] of Object.entries(MADE)) testbed.standIn.addFile({ id, ...file });
});
afterAll(async () => await testbed.close());

const SDK = readSdkNames();
const WAYS = ['never', 'always'];

/** The items of a run whose answers are these, and the run must have made as many requests. */
async function itemsOf(answers: Anthropic.Message[], parameters: INodeParameters) {
	testbed.standIn.queue(...answers.map((message) => ({ kind: 'message' as const, message })));
	const asked = await testbed.ask({ ...question('What are ants?'), ...parameters });
	expect(asked.error).toBeUndefined();
	// Files that code execution made are asked for too.
	expect(asked.requests.filter(({ method }) => method === 'POST')).toHaveLength(answers.length);
	return asked.answers;
}

const REQUEST_ID = expect.stringMatching(/^req_\w+$/);

const RESULTS = Object.values(BLOCKS).flatMap((block) =>
	'tool_use_id' in block ? [[block.type, block] as const] : [],
);

/** What comes with an answer beside its JSON, and what the node made of it. */
interface Beside {
	/** IDs of files. */
	files?: Array<keyof typeof MADE>;
	calls?: number;
}

const item = (json: object, { files = [] }: Beside = {}) => [
	{
		json,
		...(files.length === 0 ? {} : { binary: Object.fromEntries(files.map(fileOf)) }),
		pairedItem: { item: 0 },
	},
];

/** A file of the item, as n8n keeps it in these tests. */
const fileOf = (id: keyof typeof MADE, index: number) => {
	const { filename, mimeType, bytes } = MADE[id];
	const file = { fileName: filename, mimeType, fileSize: `${bytes.length} B` };
	return [`file_${index}`, expect.objectContaining(file)] as const;
};

const usageOf = ({ usage }: Anthropic.Message, { calls }: Beside) =>
	calls === undefined ? usage : { ...usage, calls };

/** The API's message as it is, with the request ID and the number of calls. */
const raw = (message: Anthropic.Message, beside: Beside = {}) =>
	item({ ...message, usage: usageOf(message, beside), request_id: REQUEST_ID }, beside);

/** What every simplified item has, and what this one has of its own. */
const simplified = (message: Anthropic.Message, own: IDataObject = {}, beside: Beside = {}) =>
	item(
		{
			text: 'Ants are Formicidae.',
			stop_reason: message.stop_reason,
			model: message.model,
			id: message.id,
			request_id: REQUEST_ID,
			usage: usageOf(message, beside),
			...own,
		},
		beside,
	);

const typesOf = (table: Readonly<Record<string, { type?: string | null }>>) =>
	Object.entries(table).map(([name, { type }]) => [name, type]);
const named = (names: readonly string[]) => names.map((name) => [name, name]);
const sorted = (list: unknown[]) => list.map((entry) => JSON.stringify(entry)).sort();

/** A field and the fields inside it, as the SDK's names are written. */
const namesIn = (table: object): string[] =>
	Object.entries(table).flatMap(([name, value]: [string, unknown]) => [
		name,
		...Object.keys(value !== null && typeof value === 'object' ? value : {}).map(
			(inside) => `${name}.${inside}`,
		),
	]);

test('there is a fixture for every name that the SDK has for answers', () => {
	expect(sorted(typesOf(BLOCKS))).toEqual(sorted(named(SDK.responseBlocks)));
	expect(sorted(typesOf(CITATIONS))).toEqual(sorted(named(SDK.citations)));
	expect(Object.keys(ENDS).sort()).toEqual([...SDK.stopReasons].sort());
	expect(Object.keys(WHOLE).sort()).toEqual([...SDK.message].sort());
	expect(namesIn(USAGE).sort()).toEqual([...SDK.usage].sort());
});

test('there is a fixture for every tool, and for every block of a request with all its fields', () => {
	expect(sorted(typesOf(TOOLS))).toEqual(sorted(named(SDK.tools)));
	const written = Object.values(TALKS).flatMap(({ messages }) =>
		messages.flatMap(({ content }) => (typeof content === 'string' ? [] : content)),
	);
	const names = written.flatMap((block) => [
		block.type,
		...Object.entries(block).flatMap(([name, value]: [string, unknown]) => {
			if (name === 'type') return [];
			const kind =
				name === 'source' && value !== null && typeof value === 'object' && 'type' in value
					? [`${block.type}.source.${String(value.type)}`]
					: [];
			return [`${block.type}.${name}`, ...kind];
		}),
	]);
	expect([...new Set(names)].sort()).toEqual([...SDK.requestBlocks].sort());
});

describe.each(WAYS)('with Streaming set to %s', (streaming) => {
	const options = { streaming, failOnRefusal: false };

	/** The message comes out as it is, and simplified with what it has of its own. */
	async function check(message: Anthropic.Message, own?: IDataObject, beside?: Beside) {
		const whole = await itemsOf([message], { options, simplify: false });
		expect(whole).toEqual(raw(message, beside));
		const short = await itemsOf([message], { options });
		expect(short).toEqual(simplified(message, own, beside));
	}

	test.each(Object.entries(BLOCKS))('the block %s with Simplify off', async (_, block) => {
		const message = messageWith({ content: [block, TEXT] });
		const files = FILES_OF[block.type];
		expect(await itemsOf([message], { options, simplify: false })).toEqual(raw(message, { files }));
	});

	test.each(Object.entries(BLOCKS))('the block %s in a simplified item', async (_, block) => {
		const message = messageWith({ content: [block, TEXT] });
		const items = await itemsOf([message], { options });
		const files = FILES_OF[block.type];
		expect(items).toEqual(simplified(message, IN_THE_ITEM[block.type], { files }));
	});

	test.each(RESULTS)('the result %s in the steps', async (_, block) => {
		const call = { ...BLOCKS.server_tool_use, id: block.tool_use_id };
		const message = messageWith({ content: [call, block, TEXT] });
		const items = await itemsOf([message], { options: { ...options, includeSteps: true } });
		const { name, id, input } = call;
		expect(items.map(({ json }) => json.steps)).toEqual([
			[{ tool: name, id, input, output: block.content }],
		]);
	});

	test.each(OTHER_SHAPES)('another shape of a block: %s', async (_, block, own) => {
		await check(messageWith({ content: [block, TEXT] }), own);
	});

	test('all blocks at once, in an order of their own', async () => {
		const content = Object.values(BLOCKS).reverse();
		await check(
			messageWith({ content }),
			{ ...IN_THE_ITEM.thinking, ...IN_THE_ITEM.tool_use },
			{ files: ['file_2', 'file_1'] },
		);
	});

	test.each(Object.entries(CITATIONS))('the citation %s with Simplify off', async (_, citation) => {
		const message = messageWith({ content: [{ ...TEXT, citations: [citation] }] });
		expect(await itemsOf([message], { options, simplify: false })).toEqual(raw(message));
	});

	test.each(Object.entries(CITATIONS))(
		'the citation %s in a simplified item',
		async (_, citation) => {
			const message = messageWith({ content: [{ ...TEXT, citations: [citation] }] });
			const citations = [{ text: 'Ants are Formicidae.', ...citation }];
			const items = await itemsOf([message], { options });
			expect(items).toEqual(simplified(message, { citations }));
		},
	);

	test.each(Object.entries(ENDS))(
		'an answer that ends with %s',
		async (reason, { answers, message, calls, simplified: own }) => {
			expect(message.stop_reason).toBe(reason);
			const whole = await itemsOf(answers, { options, simplify: false });
			expect(whole).toEqual(raw(message, { calls }));
			expect(await itemsOf(answers, { options })).toEqual(simplified(message, own, { calls }));
		},
	);

	test('an answer that pauses once goes on to its end', async () => {
		const { answers, message, calls, simplified: own } = RESUMED;
		expect(await itemsOf(answers, { options, simplify: false })).toEqual(raw(message, { calls }));
		expect(await itemsOf(answers, { options })).toEqual(simplified(message, own, { calls }));
	});

	test.each([true, false])(
		'a file that cannot be fetched is told beside the answer, with Simplify %s',
		async (simplify) => {
			testbed.standIn.reset();
			const message = messageWith({ content: [BLOCKS.code_execution_tool_result, TEXT] });
			const [answer] = await itemsOf([message], { options, simplify });
			expect(answer).not.toHaveProperty('binary');
			expect(answer?.json).toMatchObject({
				id: 'msg_1',
				tool_errors: [
					{ tool: 'code_execution', file_id: 'file_1', message: expect.stringContaining('file_1') },
				],
			});
		},
	);

	test('usage comes whole, every count of it', async () => {
		await check(messageWith({ usage: USAGE }));
	});

	test('usage without what may be missing', async () => {
		await check(messageWith({ usage: BARE_USAGE }));
	});

	test('every field of the message has its place', async () => {
		await check(WHOLE, { stop_sequence: 'END', container: WHOLE.container });
	});

	test('a refusal that is to fail tells its category and explanation', async () => {
		testbed.standIn.queue({ kind: 'message', message: WHOLE });
		const { answers } = await testbed.ask(
			{ ...question('Write malware.'), options: { streaming } },
			{ onError: 'continueRegularOutput' },
		);
		expect(answers).toEqual(
			item({
				error: {
					message: 'No malware',
					type: 'refusal',
					error_code: 'cyber',
					status: 200,
					description: expect.stringContaining("'Fail on Refusal'"),
					request_id: REQUEST_ID,
				},
			}),
		);
	});
});

test.each([
	['always', true],
	['never', undefined],
])('Streaming set to %s decides how an answer comes', async (streaming, stream) => {
	const { requests } = await testbed.ask({ ...question('Hi'), options: { streaming } });
	expect(requests.map(({ body }) => Object(body).stream)).toEqual([stream]);
});
