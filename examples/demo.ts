/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
/** `npm run demo`: the example workflows in n8n's engine, each input beside its output. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Engine, type FinishedRun, type WorkflowFile } from '../test/engine/host';
import { API_KEY, CREDENTIAL } from '../test/engine/testbed';
import { startStandIn } from '../test/standin';
import { runOvernight, type RunWorkflow } from './demo/overnight';
import { onAnswer } from './demo/progress';
import { rowsOf } from './demo/rows';
import { type Row, table } from './demo/table';

interface Example {
	file: string;
	/** How many of its items are meant to fail. */
	failing: number;
	/** The node that Claude Messages gets its rows from, where it is not the first one. */
	from?: string;
}

const OVERNIGHT = 'overnight-batch.workflow.json';

const EXAMPLES: Example[] = [
	{ file: 'question-per-row.workflow.json', failing: 0 },
	{ file: 'mails-to-columns.workflow.json', failing: 0 },
	{ file: 'image-to-letter.workflow.json', failing: 0 },
	{ file: 'receipts-to-table.workflow.json', failing: 0 },
	{ file: 'pdf-question.workflow.json', failing: 0 },
	{ file: 'conversation.workflow.json', failing: 0 },
	{ file: 'cached-prompt.workflow.json', failing: 0 },
	{ file: 'custom-tool.workflow.json', failing: 0 },
	{ file: 'agent-with-tools.workflow.json', failing: 0 },
	{ file: 'failing-item.workflow.json', failing: 2 },
	{ file: 'upload-once.workflow.json', failing: 0, from: 'Split Out' },
	{ file: OVERNIGHT, failing: 0 },
];

/** How long the stand-in's batch takes, in milliseconds. */
const NIGHT = 1_500;

const say = (text: string) => process.stdout.write(`${text}\n`);

async function main(): Promise<number> {
	const key = process.env.ANTHROPIC_API_KEY;
	const standIn = key ? undefined : await startStandIn({ apiKey: API_KEY });
	say(
		standIn
			? 'No ANTHROPIC_API_KEY is set: a local stand-in for the Messages API answers. It says what it received.'
			: 'ANTHROPIC_API_KEY is set: the real Messages API answers, and bills a few cents at most.',
	);
	if (standIn) standIn.batchMs = NIGHT;
	const apiKey = key || API_KEY;
	const baseUrl = standIn?.url ?? '';
	const engine = await Engine.start();
	let answers = 0;
	onAnswer((status) => say(`  answer ${++answers}: status ${status}`));

	const run: RunWorkflow = async (workflow, more) =>
		await engine.run(workflow, { credentials: { [CREDENTIAL]: { apiKey, baseUrl } }, ...more });
	const rowsAndError = async (
		workflow: WorkflowFile,
		{ file, from }: Example,
	): Promise<{ rows: Row[]; error: FinishedRun['error'] }> => {
		if (file === OVERNIGHT) return await runOvernight(workflow, run, say);
		const finished = await run(workflow);
		return { rows: rowsOf(workflow, finished, from), error: finished.error };
	};

	let surprises = 0;
	for (const example of EXAMPLES) {
		const { file, failing } = example;
		const workflow: WorkflowFile = JSON.parse(readFileSync(join(__dirname, file), 'utf8'));
		say(`\n${workflow.name}  (examples/${file})`);
		answers = 0;
		const { rows, error } = await rowsAndError(workflow, example);
		if (rows.length > 0) say(table(rows));
		const failed = rows.filter((row) => row['Stop reason'] === '(failed)').length;
		if (error !== undefined) say(`The workflow stopped: ${error.message}`);
		const missing =
			rows.some((row) => row.Output === '(none)') || (rows.length === 0 && standIn !== undefined);
		if (error !== undefined || missing || failed !== failing) surprises++;
	}
	await standIn?.close();
	say(surprises === 0 ? '\nAll examples ran as they should.' : `\n${surprises} examples did not.`);
	return surprises === 0 ? 0 : 1;
}

void main().then((code) => process.stdout.write('', () => process.exit(code)));
