/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
/**
 * `npm run soak` works for ten minutes, or for `--minutes N`: everything that the node does, side by side in one
 * process and in n8n's own engine, against a stand-in in a process of its own that breaks at random. It ends
 * with a line that sums up, and with 1 where items are missing, paid twice, or something is left behind.
 * `--seed N` repeats its faults.
 */
import { setTimeout as after } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { startScriptedServer } from '../../bench/server';
import { settledMegabytes } from '../heap';
import { type Account, accountOf } from './account';
import { type Faults, faultsOf } from './faults';
import { Remote } from './remote';
import {
	batch,
	chat,
	type Done,
	free,
	type Plant,
	send,
	sendFiles,
	startPlant,
	stop,
	useTools,
} from './works';

/** Megabytes that may be held more at the end than after the warm-up. */
const MOST_GROWTH = 12;

/** Rounds until all code is compiled and every cache is full. */
const WARM_UP = 4;

const { values } = parseArgs({
	options: { minutes: { type: 'string', default: '10' }, seed: { type: 'string' } },
});
const firstSeed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 30));

/** All works at once. */
async function worksOf(plant: Plant, round: number, { stopAfter }: Faults): Promise<Done[]> {
	const streamed = { options: { streaming: 'always', concurrency: 5 } };
	const cached = { system: 'You are brief. '.repeat(400), options: { promptCaching: '5m' } };
	const all = await Promise.all([
		send(plant, round, 'json', {}),
		send(plant, round, 'stream', streamed),
		send(plant, round, 'cached', cached),
		sendFiles(plant, round),
		useTools(plant, round),
		chat(plant, round),
		batch(plant, round),
		free(plant, round),
		stop(plant, round, stopAfter),
	]);
	return all.flat();
}

async function roundOf(plant: Plant, remote: Remote, round: number): Promise<Account> {
	const faults = faultsOf((firstSeed + round) % 2 ** 31);
	await remote.reset();
	await remote.latency(faults.latency);
	await remote.queue([...faults.broken, ...faults.odd]);
	const works = await worksOf(plant, round, faults);
	const { queued } = await remote.counts();
	const requests = await remote.requests();
	const account = accountOf(works, { requests, broken: faults.broken.length });
	if (queued > 0) account.wrong.push(`${queued} faults found no request`);
	return account;
}

/** What keeps this process alive, by its kind; the pipes to the stand-in and the terminal are always there. */
function handles(): Record<string, number> {
	const counts: Record<string, number> = {};
	for (const name of process.getActiveResourcesInfo()) counts[name] = (counts[name] ?? 0) + 1;
	return counts;
}

/** What is open beyond what was before; connections take a moment to close. */
async function leftOpen(remote: Remote, before: Record<string, number>): Promise<string[]> {
	let left: string[] = [];
	for (let look = 0; look < 50; look++) {
		const { open } = await remote.counts();
		const more = Object.entries(handles()).filter(([name, count]) => count > (before[name] ?? 0));
		left = more.map(([name, count]) => `${count - (before[name] ?? 0)} × ${name}`);
		if (open > 0) left.push(`${open} requests`);
		if (left.length === 0) return [];
		await after(200);
	}
	return left;
}

const sum = { answered: 0, failed: 0, stopped: 0, requests: 0 };

function add(account: Account): void {
	sum.answered += account.answered;
	sum.failed += account.failed;
	sum.stopped += account.stopped;
	sum.requests += account.requests;
}

async function main(): Promise<number> {
	process.stdout.write(`seed ${firstSeed}\n`);
	const server = await startScriptedServer();
	const remote = new Remote(server.url);
	const plant = await startPlant(server.url);
	await remote.counts();
	const before = handles();
	const end = Date.now() + Number(values.minutes) * 60_000;
	const wrong: string[] = [];
	let held = 0;
	let round = 0;
	while (wrong.length === 0 && (Date.now() < end || round < 2 * WARM_UP)) {
		const account = await roundOf(plant, remote, round++);
		add(account);
		wrong.push(...account.wrong.map((each) => `round ${round - 1}: ${each}`));
		if (round === WARM_UP) held = await settledMegabytes();
	}
	const growth = round > WARM_UP ? (await settledMegabytes()) - held : 0;
	if (growth > MOST_GROWTH) wrong.push(`${growth.toFixed(1)} MB more are held than after warm-up`);
	const left = await leftOpen(remote, before);
	if (left.length > 0) wrong.push(`left open: ${left.join(', ')}`);
	await remote.close();
	await server.stop();
	for (const each of wrong.slice(0, 20)) process.stderr.write(`${each}\n`);
	process.stdout.write(
		`${wrong.length === 0 ? 'sound' : 'BROKEN'}: ${round} rounds, ${sum.answered} items answered, ${sum.failed} failed with a reason, ${sum.stopped} stopped, ${sum.requests} requests for answers; ${growth.toFixed(1)} MB more than after warm-up (at most ${MOST_GROWTH}); seed ${firstSeed}\n`,
	);
	return wrong.length === 0 ? 0 : 1;
}

void main().then(
	(code) => process.exit(code),
	(error: unknown) => {
		process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
		process.exit(1);
	},
);
