/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { API_KEY, CREDENTIAL } from '../../engine/testbed';
import { type InstalledN8n, installN8n, type Line } from '../installN8n';
import { placePackage } from '../placePackage';
import { Rest } from '../rest';
import { type RunningN8n, startN8n, startWorker } from '../startN8n';
import { startPostgres } from './postgres';
import { startRedis } from './redis';

/** A main and its workers, with their own Redis and PostgreSQL. */
export interface Cluster {
	readonly url: string;
	readonly rest: Rest;
	readonly credentialId: string;
	/** Those that run; one that was ended is started again by `startWorkers`. */
	readonly workers: readonly RunningN8n[];
	/** Starts the workers that do not run, each where it was. */
	startWorkers(): Promise<void>;
	/** Stops main and workers, and starts them with other settings and all that they kept. */
	restart(env: Record<string, string>): Promise<void>;
	close(): Promise<void>;
}

export interface ClusterOptions {
	line: Line;
	/** Where the API is. */
	apiUrl: string;
	workers: number;
	env?: Record<string, string>;
	say(text: string): void;
}

/** Starts a cluster in a folder that goes with it. */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
	const installed = await installN8n(options.line, options.say);
	const folder = mkdtempSync(join(tmpdir(), 'claude-messages-queue-'));
	const cluster = new StartedCluster(installed, folder, options);
	let isStarted = false;
	try {
		await cluster.start();
		isStarted = true;
	} finally {
		if (!isStarted) await cluster.close();
	}
	return cluster;
}

class StartedCluster implements Cluster {
	credentialId = '';
	private main: RunningN8n | undefined;
	private api: Rest | undefined;
	private running: Array<RunningN8n | undefined> = [];
	private env: Record<string, string>;
	private readonly services: Array<{ stop(): Promise<void> }> = [];

	constructor(
		private readonly installed: InstalledN8n,
		private readonly folder: string,
		private readonly options: ClusterOptions,
	) {
		this.env = { ...QUEUE, ...options.env };
	}

	get url() {
		return started(this.main).url;
	}

	get rest() {
		return started(this.api);
	}

	get workers() {
		return this.running.filter((worker) => worker !== undefined);
	}

	async start() {
		const { say, apiUrl, workers } = this.options;
		say('Starting Redis and PostgreSQL.');
		// PostgreSQL may be another user, who has to get to its folder.
		chmodSync(this.folder, 0o711);
		for (const start of [startRedis, startPostgres]) {
			const service = await start(this.folder);
			this.services.push(service);
			this.env = { ...service.env, ...this.env };
		}
		const folders = Array.from({ length: workers }, (_, index) => this.folderOf(index));
		placePackage(this.folderOf('main'), ...folders);
		say(`Starting a main and ${workers} workers; this takes about half a minute.`);
		await this.startMain();
		await this.rest.setUp();
		this.credentialId = await this.rest.createCredential(CREDENTIAL, {
			apiKey: API_KEY,
			baseUrl: apiUrl,
		});
		await this.startWorkers();
	}

	async startWorkers() {
		const places = Array.from({ length: this.options.workers }, (_, index) => index);
		const startOne = async (index: number) => {
			if (this.running[index]?.hasEnded() === false) return;
			this.running[index] = await startWorker(this.installed, this.folderOf(index), this.env);
		};
		const outcomes = await Promise.allSettled(places.map(startOne));
		for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
	}

	async restart(env: Record<string, string>) {
		await this.stop();
		this.env = { ...this.env, ...env };
		await this.startMain(this.rest.login);
		await this.startWorkers();
	}

	async close() {
		await this.stop();
		await Promise.all(this.services.map(async (service) => await service.stop()));
		rmSync(this.folder, { recursive: true, force: true });
	}

	private async startMain(login?: string) {
		this.main = await startN8n(this.installed, this.folderOf('main'), this.env);
		this.api = new Rest(this.main.url, login);
	}

	private async stop() {
		const all = [this.main, ...this.running];
		await Promise.all(all.map(async (n8n) => await n8n?.stop()));
	}

	/** Each process has its own, as on machines of their own. */
	private folderOf(name: string | number): string {
		const folder = join(this.folder, String(name));
		mkdirSync(folder, { recursive: true });
		return folder;
	}
}

/** How every process is told of the queue. Code would run in processes beside n8n, which nobody needs here. */
const QUEUE = {
	EXECUTIONS_MODE: 'queue',
	OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
	N8N_RUNNERS_MODE: 'external',
	N8N_RUNNERS_AUTH_TOKEN: 'nobody comes',
	N8N_DEFAULT_BINARY_DATA_MODE: 'database',
};

function started<Value>(value: Value | undefined): Value {
	if (value === undefined) throw new RangeError('The cluster is not started');
	return value;
}
