/* eslint-disable @n8n/community-nodes/no-restricted-globals */
/** `npm run demo`: the example workflows in n8n's engine, each input beside its output. */
import { Engine } from '../test/engine/host';
import { API_KEY, CREDENTIAL } from '../test/engine/testbed';
import { startStandIn, type StandIn } from '../test/standin';
import { allSamples, samplesFor } from './answers';
import { cellsOf, isFailed } from './demo/cells';
import { deviations } from './demo/deviations';
import { EXAMPLES, readExample, runExample, type Example, type ExampleRun } from './demo/examples';
import type { RunWorkflow } from './demo/overnight';
import { onAnswer } from './demo/progress';
import { table } from './demo/table';

/** How long the stand-in's batch takes, in milliseconds. */
const NIGHT = 1_500;

const SAMPLES = [
	'SAMPLE ANSWERS: Claude was not asked. No ANTHROPIC_API_KEY is set, so a local stand-in for the Messages API',
	'answers with what was written by hand for these very rows (examples/answers/).',
].join('\n');
const REAL =
	'ANTHROPIC_API_KEY is set: the real Messages API answers, and bills a few cents at most.';

const say = (text: string) => process.stdout.write(`${text}\n`);

async function main(): Promise<number> {
	const key = process.env.ANTHROPIC_API_KEY;
	const standIn = key ? undefined : await startStandIn({ apiKey: API_KEY, samples: allSamples() });
	if (standIn) standIn.batchMs = NIGHT;
	say(standIn ? SAMPLES : REAL);
	const credential = { apiKey: key || API_KEY, baseUrl: standIn?.url ?? '' };
	const engine = await Engine.start();
	const run: RunWorkflow = async (workflow, more) =>
		await engine.run(workflow, { credentials: { [CREDENTIAL]: credential }, ...more });
	let answers = 0;
	onAnswer((status) => say(`  answer ${++answers}: status ${status}`));

	let surprises = 0;
	for (const example of EXAMPLES) {
		const workflow = readExample(example);
		say(`\n${workflow.name}  (examples/${example.name}.workflow.json)`);
		answers = 0;
		const done = await runExample(example, workflow, run, say);
		const title = standIn ? 'Sample answer' : 'Answer';
		if (done.rows.length > 0) say(table(done.rows.map((row) => cellsOf(row, title))));
		const problems = problemsOf(example, done, standIn);
		for (const problem of problems) say(`NOT AS IT SHOULD BE: ${problem}`);
		if (problems.length > 0) surprises++;
	}
	await standIn?.close();
	if (standIn) say(`\n${SAMPLES}`);
	say(surprises === 0 ? '\nAll examples ran as they should.' : `\n${surprises} examples did not.`);
	return surprises === 0 ? 0 : 1;
}

/** What went otherwise than meant; what the real Claude says cannot be known. */
function problemsOf(
	{ name, failing = 0, samplesOf = name }: Example,
	{ rows, error }: ExampleRun,
	standIn: StandIn | undefined,
): string[] {
	const failed = rows.flatMap((row) => row.answers).filter(isFailed).length;
	return [
		...(error === undefined ? [] : [`The workflow stopped: ${error.message}`]),
		...(rows.some((row) => row.answers.length === 0) ? ['A row has no answer.'] : []),
		...(failed === failing ? [] : [`${failed} rows failed, not ${failing}.`]),
		...(rows.length === 0 && standIn !== undefined ? ['There are no rows.'] : []),
		...(standIn === undefined ? [] : deviations(rows, samplesFor(samplesOf))),
	];
}

void main().then((code) => process.stdout.write('', () => process.exit(code)));
