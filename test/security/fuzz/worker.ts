/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import fc from 'fast-check';
import { Failure, INTERNAL_ERROR } from '../../../nodes/shared/errors/failure';
import { bytesLike } from './inputs';
import { READERS } from './readers';
import type { Reader } from './reader';
import { type Job, type News, isJob } from './round';

/** Milliseconds of processor time for an input of 64 KB at most; most take less than one. */
const LONGEST = 1500;

/** Inputs for each reader in a round. */
const RUNS = 40;

/** A value or a Failure is right; the node's own mistake and every other error is not. */
async function feed({ read }: Reader, bytes: Buffer): Promise<void> {
	const before = process.cpuUsage();
	try {
		await read(bytes);
	} catch (error) {
		if (!(error instanceof Failure)) throw error;
		if (error.type === INTERNAL_ERROR) throw new Error(error.message, { cause: error });
	}
	const { user, system } = process.cpuUsage(before);
	const took = (user + system) / 1000;
	if (took > LONGEST) throw new Error(`It took ${Math.round(took)} ms`);
	const polluted: unknown = Reflect.get({}, 'polluted');
	if (polluted !== undefined) throw new Error('A prototype was changed');
}

function tell(news: News): void {
	process.send?.(news);
}

/** Feeds one reader, with a seed that says which inputs. */
async function run({ name, seed }: Job): Promise<void> {
	const reader = READERS.find((each) => each.name === name);
	if (reader === undefined) return tell({ failed: `No reader is called ${name}` });
	const property = fc.asyncProperty(bytesLike(reader.samples), async (bytes) => {
		await feed(reader, bytes);
	});
	const { failed, counterexample, errorInstance } = await fc.check(property, {
		seed,
		numRuns: RUNS,
	});
	if (!failed) return tell({ fed: RUNS });
	const said = errorInstance instanceof Error ? errorInstance.stack : String(errorInstance);
	const bytes = counterexample?.[0].toString('base64') ?? '';
	tell({ failed: `${said?.slice(0, 2000)}\nIts input in base64: ${bytes.slice(0, 2000)}` });
}

process.on('message', (job: unknown) => {
	if (isJob(job)) void run(job);
});
