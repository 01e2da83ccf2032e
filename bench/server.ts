/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** A stand-in in a process of its own, so that its work is not counted as the node's. */
export interface Server {
	url: string;
	stop(): Promise<void>;
}

/** One that answers everything alike, and keeps nothing. */
export async function startServer(...options: string[]): Promise<Server> {
	return await startProcess('--light', ...options);
}

/** One that reads what it is asked, and calls tools. */
export async function startScriptedServer(): Promise<Server> {
	return await startProcess();
}

async function startProcess(...options: string[]): Promise<Server> {
	const main = join(__dirname, '..', 'test', 'standin', 'main.ts');
	const child: ChildProcess = spawn(process.execPath, ['--import', 'tsx', main, ...options], {
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	if (child.stdout === null) return { url: '', stop: async () => undefined };
	const [url] = await once(createInterface(child.stdout), 'line');
	return {
		url: String(url).trim(),
		async stop() {
			const ended = once(child, 'exit');
			child.kill('SIGTERM');
			await ended;
		},
	};
}
