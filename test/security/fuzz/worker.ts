/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import fc from 'fast-check';
import { feed } from './feed';
import { bytesLike } from './inputs';
import { READERS } from './readers';
import { type Job, type News, isJob } from './round';

/** Inputs for each reader in a round. */
const RUNS = 40;

function tell(news: News): void {
	process.send?.(news);
}

/** Feeds one reader; the seed decides with what. */
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
