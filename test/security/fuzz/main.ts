/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions */
/**
 * `npm run fuzz` feeds every reader of foreign bytes with spoilt samples and noise, for a minute or for
 * `--seconds N`. Each has to give a value or a Failure, soon, and within bounded memory. What fails is printed
 * with the command that repeats it: `npm run fuzz -- --reader NAME --seed N`.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { READERS } from './readers';
import { type Job, isNews, type News } from './round';

/** A reader that is silent for so long hangs: the inputs of a round take much less than a second. */
const LONGEST_SILENCE_MS = 60_000;

/** Megabytes; a reader that needs more for inputs of 64 KB has a memory that explodes. */
const MOST_MEMORY = 512;

const { values } = parseArgs({
	options: {
		seconds: { type: 'string', default: '60' },
		seed: { type: 'string' },
		reader: { type: 'string' },
	},
});
const firstSeed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));

/** A process of its own: one that hangs or takes too much memory can be ended, and told of. */
function startWorker(): ChildProcess {
	return fork(join(__dirname, 'worker.ts'), {
		execArgv: [`--max-old-space-size=${MOST_MEMORY}`, '--import', 'tsx'],
	});
}

/** Gives a worker a job; what becomes of it, a hang and a memory that explodes included. */
async function done(worker: ChildProcess, job: Job): Promise<News> {
	return await new Promise((resolve) => {
		const silent = setTimeout(() => end({ failed: 'It hangs' }), LONGEST_SILENCE_MS);
		const end = (news: News) => {
			clearTimeout(silent);
			worker.removeAllListeners();
			resolve(news);
		};
		worker.once('message', (news: unknown) => isNews(news) && end(news));
		worker.once('error', (error) => end({ failed: String(error) }));
		worker.once('exit', (code, signal) =>
			end({ failed: `It ended n8n's process: ${signal ?? code}` }),
		);
		worker.send(job);
	});
}

async function main(): Promise<number> {
	const end = Date.now() + Number(values.seconds) * 1000;
	const names = READERS.map(({ name }) => name).filter(
		(name) => values.reader === undefined || values.reader === name,
	);
	process.stdout.write(`${names.length} readers, seed ${firstSeed}\n`);
	const worker = startWorker();
	let inputs = 0;
	let rounds = 0;
	let failure: string | undefined;
	do {
		for (const name of names) {
			const seed = (firstSeed + rounds) % 2 ** 31;
			const news = await done(worker, { name, seed });
			if ('fed' in news) inputs += news.fed;
			else failure = `${name}: ${news.failed}\nnpm run fuzz -- --reader '${name}' --seed ${seed}`;
			// A round is finished, so that each reader had its turn.
			if (failure !== undefined || (Date.now() >= end && rounds > 0)) break;
		}
		rounds++;
	} while (failure === undefined && Date.now() < end);
	worker.kill('SIGKILL');
	if (failure !== undefined) {
		process.stderr.write(`${failure}\n`);
		return 1;
	}
	process.stdout.write(`${inputs} inputs: each gave a value or a Failure, in time\n`);
	return names.length > 0 ? 0 : 1;
}

void main().then((code) => process.exit(code));
