/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { mkdirSync } from 'node:fs';
import { setTimeout as after } from 'node:timers/promises';
import { freePort } from './freePort';
import type { InstalledN8n } from './installN8n';
import { type OwnProcess, startProcess } from './ownProcess';

/** A running n8n: a whole one, or a worker, which answers nothing but whether it is there. */
export interface RunningN8n extends OwnProcess {
	url: string;
}

/** Milliseconds; shorter than a hook of Jest may take, so that what does not start is ended. */
const START_LIMIT = 240_000;
const POLL = 250;

/** Characters; the log of a first start is long. */
const LOG_SHOWN = 4000;

/** Starts n8n on free ports of this machine, and waits until it answers. */
export async function startN8n(
	installed: InstalledN8n,
	userFolder: string,
	env: Record<string, string> = {},
): Promise<RunningN8n> {
	return await start('start', ['/healthz/readiness', '/rest/settings'], installed, userFolder, env);
}

/** Starts a worker, which runs what the n8n with the same queue and database puts there. */
export async function startWorker(
	installed: InstalledN8n,
	userFolder: string,
	env: Record<string, string>,
): Promise<RunningN8n> {
	return await start('worker', ['/healthz/readiness'], installed, userFolder, env);
}

async function start(
	command: 'start' | 'worker',
	paths: readonly string[],
	{ line, node, bin }: InstalledN8n,
	userFolder: string,
	env: Record<string, string>,
): Promise<RunningN8n> {
	mkdirSync(userFolder, { recursive: true });
	const [port, brokerPort] = [await freePort(), await freePort()];
	const url = `http://127.0.0.1:${port}`;
	const n8n = startProcess(node, [bin, command], {
		cwd: userFolder,
		env: {
			PATH: process.env.PATH,
			HOME: userFolder,
			N8N_USER_FOLDER: userFolder,
			...settings(url, port, brokerPort),
			...(line === 'n8n-2' ? { N8N_DISABLED_MODULES: 'mcp-registry' } : {}),
			...(command === 'worker' ? workerSettings(port) : {}),
			...env,
		},
	});
	await untilReady(
		paths.map((path) => url + path),
		n8n,
	);
	return { ...n8n, url };
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

/** A worker listens for whoever asks whether it is ready. */
function workerSettings(port: number): Record<string, string> {
	return {
		QUEUE_HEALTH_CHECK_ACTIVE: 'true',
		QUEUE_HEALTH_CHECK_PORT: String(port),
		N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
	};
}

async function untilReady(urls: readonly string[], n8n: OwnProcess): Promise<void> {
	for (const start = Date.now(); Date.now() - start < START_LIMIT; await after(POLL)) {
		if (n8n.hasEnded()) break;
		const ready = await Promise.all(urls.map(answersJson));
		if (ready.every(Boolean)) return;
	}
	await n8n.stop();
	throw new Error(`n8n did not start:\n…${n8n.log().slice(-LOG_SHOWN)}`);
}

/** While it migrates its database n8n answers with a page that asks to wait. */
async function answersJson(url: string): Promise<boolean> {
	return await fetch(url).then(
		(answer) => answer.ok && String(answer.headers.get('content-type')).includes('json'),
		() => false,
	);
}
