/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions */
import { spawn, type SpawnOptionsWithoutStdio } from 'node:child_process';
import { setTimeout as after } from 'node:timers/promises';

/** A process that was started here and is ended here. */
export interface OwnProcess {
	pid: number;
	/** What it has said so far. */
	log(): string;
	hasEnded(): boolean;
	/** Waits until it says what is looked for; where it ends before, its words are thrown. */
	untilSays(words: string): Promise<void>;
	/** Ends it, and by force where it does not listen. */
	stop(signal?: NodeJS.Signals): Promise<void>;
}

/** Milliseconds. */
const STOP_LIMIT = 30_000;
const SAY_LIMIT = 60_000;
const POLL = 20;

export function startProcess(
	command: string,
	args: readonly string[],
	options: SpawnOptionsWithoutStdio,
): OwnProcess {
	const child = spawn(command, args, options);
	let said = '';
	for (const stream of [child.stdout, child.stderr]) {
		stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
	}
	let isOver = false;
	const end = new Promise<void>((resolve) => {
		const over = () => {
			isOver = true;
			resolve();
		};
		child.once('exit', over);
		child.once('error', (error) => {
			said += `${command}: ${error.message}\n`;
			over();
		});
	});
	return {
		pid: child.pid ?? 0,
		log: () => said,
		hasEnded: () => isOver,
		async untilSays(words) {
			for (let waited = 0; !said.includes(words); waited += POLL, await after(POLL)) {
				if (isOver || waited > SAY_LIMIT)
					throw new Error(`${command} did not say "${words}":\n${said}`);
			}
		},
		async stop(signal = 'SIGTERM') {
			if (isOver) return;
			child.kill(signal);
			const force = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT);
			await end;
			clearTimeout(force);
		},
	};
}
