/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
/** `npm run demo`: the example workflows in n8n's engine, each input beside its output. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Engine, type WorkflowFile } from '../test/engine/host';
import { API_KEY, CREDENTIAL } from '../test/engine/testbed';
import { startStandIn } from '../test/standin';
import { onAnswer } from './demo/progress';
import { rowsOf } from './demo/rows';
import { table } from './demo/table';

/** The examples, and how many of their items are meant to fail. */
const EXAMPLES = [
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
];

const say = (text: string) => process.stdout.write(`${text}\n`);

async function main(): Promise<number> {
	const key = process.env.ANTHROPIC_API_KEY;
	const standIn = key ? undefined : await startStandIn({ apiKey: API_KEY });
	say(
		standIn
			? 'No ANTHROPIC_API_KEY is set: a local stand-in for the Messages API answers. It says what it received.'
			: 'ANTHROPIC_API_KEY is set: the real Messages API answers, and bills a few cents at most.',
	);
	const apiKey = key || API_KEY;
	const baseUrl = standIn?.url ?? '';
	const engine = await Engine.start();
	let answers = 0;
	onAnswer((status) => say(`  answer ${++answers}: status ${status}`));

	let surprises = 0;
	for (const { file, failing } of EXAMPLES) {
		const workflow: WorkflowFile = JSON.parse(readFileSync(join(__dirname, file), 'utf8'));
		say(`\n${workflow.name}  (examples/${file})`);
		answers = 0;
		const run = await engine.run(workflow, { credentials: { [CREDENTIAL]: { apiKey, baseUrl } } });
		const rows = rowsOf(workflow, run);
		say(table(rows));
		const failed = rows.filter((row) => row['Stop reason'] === '(failed)').length;
		if (run.error !== undefined) say(`The workflow stopped: ${run.error.message}`);
		if (run.error !== undefined || failed !== failing) surprises++;
	}
	await standIn?.close();
	say(surprises === 0 ? '\nAll examples ran as they should.' : `\n${surprises} examples did not.`);
	return surprises === 0 ? 0 : 1;
}

void main().then((code) => process.stdout.write('', () => process.exit(code)));
