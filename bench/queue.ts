/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
/** `npm run bench:queue` prints what n8n's workers do and hold in queue mode: docs/queue-mode.md. */
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { request } from 'undici';
import { question, workflowOf } from '../test/engine/testbed';
import { type Cluster, startCluster } from '../test/e2e/queue/cluster';
import { until } from '../test/e2e/until';
import { byWebhook, call } from '../test/e2e/webhooks';
import { withCredential } from '../test/e2e/workbench';
import { startServer } from './server';
import { round } from './table';

/** The most workers that are measured; each takes about 600 MB. */
const MOST = Number(process.argv[2] ?? 3);
/** n8n's own: so many executions at once in one worker; and the node's: so many items at once in each. */
const EXECUTIONS = 10;
const LANES = 10;
const LINUX_TICKS_PER_SECOND = 100;
const PATH = 'measured';

interface Figures {
	perSecond: number;
	/** Processor time of all workers together, in milliseconds. */
	cpuPerItem: number;
}

void main();

async function main() {
	const server = await startServer();
	const say = (text: string) => void process.stderr.write(`${text}\n`);
	const options = { line: 'n8n-2', apiUrl: server.url, workers: MOST, say } as const;
	const cluster = await startCluster(options).catch(async (error: unknown) => {
		await server.stop();
		say(String(error));
		process.exit(1);
	});
	const lines: string[] = [];
	try {
		await prepare(cluster);
		for (let workers = MOST; workers > 0; workers--) {
			lines.unshift(await row(cluster, server.url));
			say(String(lines[0]));
			if (workers === 1) lines.push('', await memory(cluster, server.url));
			else await cluster.workers[workers - 1]?.stop();
		}
	} finally {
		await cluster.close();
		await server.stop();
	}
	const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'processor'}`;
	const head =
		'| workers | answers take 1 s | no latency | processor time per item |\n| - | - | - | - |';
	process.stdout.write(`\n${machine}\n\n${head}\n${lines.join('\n')}\n`);
}

/** Activates the workflow, and lets each worker load everything once. */
async function prepare({ rest, credentialId, url }: Cluster) {
	const file = byWebhook(workflowOf(question('={{ $json.text }}')), PATH);
	await rest.activate(await rest.createWorkflow(withCredential(file, credentialId)));
	await measured([], async () => await ask(url, 10 * MOST, 100));
}

async function row(cluster: Cluster, apiUrl: string): Promise<string> {
	const workers = running(cluster);
	const count = workers.length;
	await answersTake(apiUrl, 1000);
	const slow = await measured(workers, async () => await ask(cluster.url, EXECUTIONS * count, 50));
	await answersTake(apiUrl, 0);
	const fast = await measured(workers, async () => await ask(cluster.url, EXECUTIONS * count, 100));
	const cells = [
		count,
		`${round(slow.perSecond, 0)} items/s`,
		`${round(fast.perSecond, 0)} items/s`,
		`${round(fast.cpuPerItem)} ms`,
	];
	return `| ${cells.join(' | ')} |`;
}

/** What one worker holds more while all its lanes wait for answers than while it has nothing to do. */
async function memory(cluster: Cluster, apiUrl: string): Promise<string> {
	const [worker] = running(cluster);
	if (worker === undefined) throw new RangeError('No worker runs');
	await answersTake(apiUrl, 5000);
	const idle = residentMegabytes(worker);
	const asked = ask(cluster.url, EXECUTIONS, LANES);
	await until(async () => (await openRequests(apiUrl)) === EXECUTIONS * LANES);
	const busy = residentMegabytes(worker);
	await asked;
	const perLane = (busy - idle) / (EXECUTIONS * LANES);
	return `One worker: ${round(idle, 0)} MB after work, ${round(busy, 0)} MB with ${EXECUTIONS * LANES} open requests: ${round(perLane, 2)} MB per lane.`;
}

/** Executions at once, each with so many items; returns how many items were answered. */
async function ask(url: string, executions: number, items: number): Promise<number> {
	const texts = Array.from({ length: items }, (_, index) => ({ text: `Question ${index}?` }));
	const all = Array.from({ length: executions }, async () => await call(url, PATH, texts));
	const lists = await Promise.all(all);
	const odd = lists.find((list) => !Array.isArray(list) || list.length !== items);
	if (odd !== undefined) throw new RangeError(`Answered: ${JSON.stringify(odd).slice(0, 300)}`);
	const answers = lists.flat();
	return answers.length;
}

async function measured(pids: readonly number[], work: () => Promise<number>): Promise<Figures> {
	const before = processorSeconds(pids);
	const started = performance.now();
	const items = await work();
	const seconds = (performance.now() - started) / 1000;
	const cpu = processorSeconds(pids) - before;
	return { perSecond: items / seconds, cpuPerItem: (cpu * 1000) / items };
}

function running({ workers }: Cluster): number[] {
	return workers.filter((worker) => !worker.hasEnded()).map(({ pid }) => pid);
}

function processorSeconds(pids: readonly number[]): number {
	const ticks = pids.map((pid) => {
		// The name of the process may hold spaces; user and system time are the 12th and 13th after it.
		const [, after = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ');
		const [user = 0, system = 0] = after.split(' ').slice(11, 13).map(Number);
		return user + system;
	});
	return ticks.reduce((sum, each) => sum + each, 0) / LINUX_TICKS_PER_SECOND;
}

function residentMegabytes(pid: number): number {
	const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
	return Number(kilobytes) / 1024;
}

async function answersTake(apiUrl: string, ms: number): Promise<void> {
	const body = JSON.stringify({ ms });
	const headers = { 'content-type': 'application/json' };
	await request(`${apiUrl}/__standin/latency`, { method: 'POST', headers, body });
}

async function openRequests(apiUrl: string): Promise<number> {
	const answer = await (await request(`${apiUrl}/__standin/counts`)).body.json();
	return typeof answer === 'object' && answer !== null && 'open' in answer
		? Number(answer.open)
		: 0;
}
