/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as after } from 'node:timers/promises';
import type { InstalledN8n } from './installN8n';

/** A running n8n. */
export interface RunningN8n {
	url: string;
	/** What it has logged so far. */
	log(): string;
	stop(): Promise<void>;
}

/** Milliseconds. */
const START_LIMIT = 180_000;
const POLL = 250;

/** Starts n8n on free ports of this machine, and waits until it answers. */
export async function startN8n(
	{ line, node, bin }: InstalledN8n,
	userFolder: string,
	env: Record<string, string> = {},
): Promise<RunningN8n> {
	mkdirSync(userFolder, { recursive: true });
	const [port, brokerPort] = [await freePort(), await freePort()];
	const url = `http://127.0.0.1:${port}`;
	const child = spawn(node, [bin, 'start'], {
		cwd: userFolder,
		env: {
			PATH: process.env.PATH,
			HOME: userFolder,
			N8N_USER_FOLDER: userFolder,
			...settings(url, port, brokerPort),
			...(line === 'n8n-2' ? { N8N_DISABLED_MODULES: 'mcp-registry' } : {}),
			...env,
		},
	});
	let log = '';
	for (const stream of [child.stdout, child.stderr]) {
		stream.on('data', (chunk: Buffer) => (log += chunk.toString()));
	}
	await untilReady(url, child, () => log);
	return { url, log: () => log, stop: async () => await ended(child) };
}

/** No calls home, no surveys, nothing that listens beyond this machine. */
function settings(url: string, port: number, brokerPort: number): Record<string, string> {
	return {
		N8N_HOST: '127.0.0.1',
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_PORT: String(port),
		N8N_PROTOCOL: 'http',
		N8N_EDITOR_BASE_URL: url,
		WEBHOOK_URL: `${url}/`,
		N8N_RUNNERS_BROKER_PORT: String(brokerPort),
		N8N_ENCRYPTION_KEY: 'only for trying out',
		N8N_SECURE_COOKIE: 'false',
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_DIAGNOSTICS_CONFIG_FRONTEND: '',
		N8N_DIAGNOSTICS_CONFIG_BACKEND: '',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_DYNAMIC_BANNERS_ENABLED: 'false',
		N8N_HIRING_BANNER_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
		N8N_VERIFIED_PACKAGES_ENABLED: 'false',
		EXTERNAL_FRONTEND_HOOKS_URLS: '',
		N8N_DEFAULT_BINARY_DATA_MODE: 'filesystem',
		EXECUTIONS_DATA_SAVE_ON_SUCCESS: 'all',
	};
}

async function untilReady(url: string, child: ChildProcess, log: () => string): Promise<void> {
	for (const start = Date.now(); Date.now() - start < START_LIMIT; await after(POLL)) {
		if (child.exitCode !== null) break;
		if (
			(await answersJson(`${url}/healthz/readiness`)) &&
			(await answersJson(`${url}/rest/settings`))
		)
			return;
	}
	child.kill();
	throw new Error(`n8n did not start:\n${log()}`);
}

/** While it migrates its database n8n answers with a page that asks to wait. */
async function answersJson(url: string): Promise<boolean> {
	return await fetch(url).then(
		(answer) => answer.ok && String(answer.headers.get('content-type')).includes('json'),
		() => false,
	);
}

async function ended(child: ChildProcess): Promise<void> {
	if (child.exitCode !== null) return;
	const exit = new Promise<void>((resolve) => child.once('exit', () => resolve()));
	child.kill('SIGTERM');
	await exit;
}

async function freePort(): Promise<number> {
	const server = createServer();
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	await new Promise((resolve) => server.close(resolve));
	return port;
}
