/* eslint-disable @n8n/community-nodes/no-restricted-globals */
/** `npm run n8n`: a real n8n with the node in it, a credential, and the examples, ready to be opened. */
import { LOGIN } from './rest';
import { sampleExample, startSampleBench } from './sampleBench';
import { exampleNames, importedExample, startWorkbench } from './workbench';

const say = (text: string) => process.stdout.write(`${text}\n`);

async function main(): Promise<void> {
	const apiKey = process.env.ANTHROPIC_API_KEY || undefined;
	const bench =
		apiKey === undefined
			? await startSampleBench(say)
			: await startWorkbench('n8n-2', say, { apiKey });
	const imported = apiKey === undefined ? sampleExample : importedExample;
	for (const name of exampleNames()) {
		await bench.rest.createWorkflow(imported(name, bench.credentialId));
	}
	say(
		[
			'',
			`Open ${bench.n8n.url} and log in:`,
			`  Email     ${LOGIN.email}`,
			`  Password  ${LOGIN.password}`,
			'',
			bench.standIn
				? 'SAMPLE ANSWERS: Claude is not asked. A local stand-in answers the examples with what was written by hand for\ntheir rows; whatever else you ask, it says what it received. With ANTHROPIC_API_KEY set, the real API answers.'
				: 'The real API answers, and bills what you run.',
			'The example workflows are there. Press Ctrl+C to stop; nothing is kept.',
		].join('\n'),
	);
	for (const signal of ['SIGINT', 'SIGTERM'] as const) {
		process.once(signal, () => {
			say('\nStopping…');
			void bench.close().then(() => process.exit(0));
		});
	}
}

main().catch((error: unknown) => {
	process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
	process.exit(1);
});
