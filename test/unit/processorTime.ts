/* eslint-disable @n8n/community-nodes/no-restricted-globals */

/** How often something is measured: what else the machine does only adds, so the least is the truth. */
const TRIES = 4;

/** Milliseconds of processor time that the work took, the least of a few tries. */
export async function processorTime(work: () => unknown): Promise<number> {
	let least = Infinity;
	for (let time = 0; time < TRIES; time++) {
		const before = process.cpuUsage();
		await work();
		const { user, system } = process.cpuUsage(before);
		least = Math.min(least, (user + system) / 1000);
	}
	return least;
}

/** Milliseconds that the work held the event loop, the least of a few tries: as many as it takes to be below the bound. */
export function heldTime(work: () => unknown, bound: number): number {
	let least = Infinity;
	for (let time = 0; time < TRIES && least >= bound; time++) {
		const started = performance.now();
		work();
		least = Math.min(least, performance.now() - started);
	}
	return least;
}
