/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FinishedRun, WorkflowFile } from '../../test/engine/host';
import { runOvernight, type RunWorkflow } from './overnight';
import { answeredRows, type AnsweredRow } from './rows';

export interface Example {
	name: string;
	/** How many of its items are meant to fail. */
	failing?: number;
	/** The node that its rows come from, where it is not the first one. */
	from?: string;
	/** The nodes that answer, where it is not Claude Messages alone. */
	answeredBy?: readonly string[];
	/** The example whose sample answers it gets, because it asks the same. */
	samplesOf?: string;
}

const OVERNIGHT = 'overnight-batch';

/** All examples but the recipes, in the order in which a reader meets them. */
export const EXAMPLES: readonly Example[] = [
	{ name: 'question-per-row' },
	{ name: 'mails-to-columns' },
	{ name: 'image-to-letter' },
	{ name: 'receipts-to-table' },
	{ name: 'pdf-question' },
	{ name: 'conversation', answeredBy: ['Claude Messages', 'Follow-Up'] },
	{ name: 'cached-prompt' },
	{ name: 'custom-tool', answeredBy: ['Claude Messages', 'Answer'] },
	{ name: 'agent-with-tools' },
	{ name: 'failing-item', failing: 2 },
	{ name: 'upload-once', from: 'Split Out' },
	{ name: OVERNIGHT, samplesOf: 'question-per-row' },
];

/** What an example's rows became, and what stopped its workflow. */
export interface ExampleRun {
	rows: AnsweredRow[];
	error: FinishedRun['error'];
}

export function readExample({ name }: Example): WorkflowFile {
	return JSON.parse(readFileSync(join(__dirname, '..', `${name}.workflow.json`), 'utf8'));
}

/** @param workflow the example's own, or one that was made of it */
export async function runExample(
	{ name, from, answeredBy = ['Claude Messages'] }: Example,
	workflow: WorkflowFile,
	run: RunWorkflow,
	say: (text: string) => void,
): Promise<ExampleRun> {
	if (name === OVERNIGHT) return await runOvernight(workflow, run, say);
	const finished = await run(workflow);
	const [first = ''] = Object.keys(workflow.pinData ?? {});
	return { rows: answeredRows(finished, from ?? first, answeredBy), error: finished.error };
}
