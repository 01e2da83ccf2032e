/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import type { IDataObject } from 'n8n-workflow';
import { allSamples, samplesFor } from '../../examples/answers';
import { deviations } from '../../examples/demo/deviations';
import {
	EXAMPLES,
	type Example,
	readExample,
	runExample,
	type ExampleRun,
} from '../../examples/demo/examples';
import { type Sample, type StandIn, startStandIn } from '../standin';
import { Engine, type WorkflowFile } from './host';
import { API_KEY, CREDENTIAL } from './testbed';

let engine: Engine;
let standIn: StandIn;
beforeAll(async () => {
	engine = await Engine.start();
	standIn = await startStandIn({ apiKey: API_KEY, samples: allSamples() });
});
afterEach(() => standIn.reset());
afterAll(async () => await standIn.close());

const run = async (example: Example, workflow = readExample(example)): Promise<ExampleRun> => {
	const credentials = { [CREDENTIAL]: { apiKey: API_KEY, baseUrl: standIn.url } };
	const runWorkflow = async (file: WorkflowFile, more = {}) =>
		await engine.run(file, { credentials, ...more });
	return await runExample(example, workflow, runWorkflow, () => {});
};

const samplesOf = ({ name, samplesOf: other = name }: Example) => samplesFor(other);

/** How many answers of a run are samples. */
const sampleCount = ({ rows }: ExampleRun) =>
	rows
		.flatMap(({ answers }) => answers)
		.filter(({ json }) => String(json.id).startsWith('msg_sample_')).length;

/** The example with other pinned rows. */
function withValues(
	example: Example,
	change: (value: string, name: string) => string,
): WorkflowFile {
	const file = readExample(example);
	const changed = (value: unknown, name: string): unknown =>
		Array.isArray(value)
			? value.map((one) => changed(one, name))
			: typeof value === 'string'
				? change(value, name)
				: value;
	const pinData = Object.fromEntries(
		Object.entries(file.pinData ?? {}).map(([node, items]) => [
			node,
			items.map(({ json }) => {
				const fields = Object.entries(json).map(([name, value]) => [name, changed(value, name)]);
				const row: IDataObject = Object.fromEntries(fields);
				return { json: row };
			}),
		]),
	);
	return { ...file, pinData };
}

const TEXTS = ['mail', 'question', 'questions'];
const FILES = ['picture', 'document'];

const has = (example: Example, names: readonly string[]) =>
	Object.values(readExample(example).pinData ?? {}).some((items) =>
		items.some(({ json }) => names.some((name) => name in json)),
	);

describe('an example with sample answers', () => {
	test.each(EXAMPLES)('$name shows what its samples say', async (example) => {
		const done = await run(example);
		expect(done.error).toBeUndefined();
		expect(samplesOf(example)).not.toEqual([]);
		expect(deviations(done.rows, samplesOf(example))).toEqual([]);
		expect(sampleCount(done)).toBeGreaterThanOrEqual(done.rows.length - (example.failing ?? 0));
	});

	test.each(EXAMPLES.filter((example) => has(example, TEXTS)))(
		'$name is told what arrived when a word of its rows is another',
		async (example) => {
			const file = withValues(example, (value, name) =>
				TEXTS.includes(name) && value !== '' ? `${value} Please.` : value,
			);
			const done = await run(example, file);
			expect(done.rows).not.toEqual([]);
			expect(sampleCount(done)).toBe(0);
			expect(deviations(done.rows, samplesOf(example))).not.toEqual([]);
			expect(JSON.stringify(done.rows)).toContain('Please.');
		},
	);

	test.each(EXAMPLES.filter((example) => has(example, FILES)))(
		'$name is told what arrived when a byte of its files is another',
		async (example) => {
			const file = withValues(example, (value, name) =>
				FILES.includes(name)
					? Buffer.concat([Buffer.from(value, 'base64'), Buffer.from('\n')]).toString('base64')
					: value,
			);
			const done = await run(example, file);
			expect(done.error).toBeUndefined();
			expect(done.rows).not.toEqual([]);
			expect(sampleCount(done)).toBe(0);
			expect(deviations(done.rows, samplesOf(example))).not.toEqual([]);
		},
	);
});

describe('what differs from a sample is found', () => {
	const written = (name: string, change: (text: string) => string): Sample[] =>
		JSON.parse(change(JSON.stringify(samplesFor(name))));

	test.each([
		['a text', 'question-per-row', 'tour on Friday.', 'tour on Sunday.', 'text'],
		['a value', 'receipts-to-table', '7.75', '7.76', 'output'],
		['a letter', 'image-to-letter', 'C) blue', 'B) green', 'text'],
		['a citation', 'pdf-question', '27 gears: 1,190 EUR', '27 gears: 649 EUR', 'citations'],
		['the input of a call', 'custom-tool', '"urgent":true', '"urgent":false', 'tool calls'],
		['what a tool gave back', 'agent-with-tools', '9 am to 2 pm"}', '9 am to 3 pm"}', 'steps'],
	])('%s', async (_, name, text, other, what) => {
		const example = EXAMPLES.find((one) => one.name === name) ?? { name };
		const { rows } = await run(example);
		const samples = written(name, (json) => {
			expect(json).toContain(text);
			return json.replaceAll(text, other);
		});
		expect(deviations(rows, samples)).toEqual([
			expect.stringMatching(new RegExp(`^Row \\d: .* shows other ${what} than msg_sample_`)),
		]);
	});

	test('an answer that stands in the wrong row', async () => {
		const example = { name: 'mails-to-columns' };
		const { rows } = await run(example);
		const [first, second, third] = rows;
		if (!first || !second || !third) throw new RangeError('three rows are wanted');
		const swapped = [
			{ ...first, answers: second.answers },
			{ ...second, answers: first.answers },
			third,
		];
		expect(deviations(swapped, samplesOf(example))).toHaveLength(4);
	});

	test('a row that has no answer', async () => {
		const example = { name: 'mails-to-columns' };
		const { rows } = await run(example);
		const emptied = rows.map((row, index) => (index === 1 ? { ...row, answers: [] } : row));
		expect(deviations(emptied, samplesOf(example))).toEqual([
			'Row 2: msg_sample_mails-to-columns_2 was not given.',
		]);
	});
});

test('what the sample about the price list cites stands in the price list', () => {
	const path = join(__dirname, '../../examples/files/price-list.pdf');
	const pdf = readFileSync(path);
	const start = pdf.indexOf('stream\n') + 'stream\n'.length;
	const page = inflateSync(pdf.subarray(start, pdf.indexOf('endstream', start))).toString('latin1');
	const cited = samplesFor('pdf-question').flatMap(({ answer }) =>
		answer.flatMap((part) => (typeof part === 'object' && 'cites' in part ? [part.cites] : [])),
	);
	expect(cited).toHaveLength(1);
	for (const text of cited) expect(page).toContain(`(${text})`);
});

test('every sample is written for an example that is there', () => {
	const names = EXAMPLES.map(({ name }) => name);
	for (const { id } of allSamples()) expect(names).toContain(id.split('_')[2]);
});
