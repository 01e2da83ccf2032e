/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import { collectGarbage, heldMegabytes } from '../heap';

/** Bytes that are held when finalizers have run too. */
async function held(): Promise<number> {
	// What is finalized in one round goes in the next.
	for (let round = 0; round < 4; round++) {
		collectGarbage();
		await new Promise((resolve) => setImmediate(resolve));
	}
	return heldMegabytes() * 1024 * 1024;
}

/** How much more is held after the work was done so many times than after the first few. */
export async function heapGrowth(times: number, work: () => Promise<unknown>): Promise<number> {
	for (let time = 0; time < 5; time++) await work();
	const before = await held();
	for (let time = 0; time < times; time++) await work();
	return (await held()) - before;
}
