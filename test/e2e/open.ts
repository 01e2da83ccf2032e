/* eslint-disable @n8n/community-nodes/no-restricted-globals */
/** `npm run n8n`: a real n8n with the node in it, a credential, and the examples, ready to be opened. */
import { LOGIN } from './rest';
import { exampleNames, importedExample, startWorkbench } from './workbench';

const say = (text: string) => process.stdout.write(`${text}\n`);

async function main(): Promise<void> {
	const bench = await startWorkbench('n8n-2', say, process.env.ANTHROPIC_API_KEY || undefined);
	for (const name of exampleNames()) {
		await bench.rest.createWorkflow(importedExample(name, bench.credentialId));
	}
	say(
		[
			'',
			`Open ${bench.n8n.url} and log in:`,
			`  Email     ${LOGIN.email}`,
			`  Password  ${LOGIN.password}`,
			'',
			bench.standIn
				? 'A local stand-in answers instead of Claude: it says what it received. With ANTHROPIC_API_KEY set, the real API answers.'
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
