/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collectGarbage: unknown = runInNewContext('gc');

/** Bytes that are held after garbage collection, buffers included. */
async function held(): Promise<number> {
	// What is finalized in one round goes in the next.
	for (let round = 0; round < 4; round++) {
		if (typeof collectGarbage === 'function') collectGarbage();
		await new Promise((resolve) => setImmediate(resolve));
	}
	const { heapUsed, external } = process.memoryUsage();
	return heapUsed + external;
}

/** How much more is held after the work was done so many times than after the first few. */
export async function heapGrowth(times: number, work: () => Promise<unknown>): Promise<number> {
	for (let time = 0; time < 5; time++) await work();
	const before = await held();
	for (let time = 0; time < times; time++) await work();
	return (await held()) - before;
}
