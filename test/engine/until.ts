/* eslint-disable @n8n/community-nodes/no-restricted-globals */

/** Milliseconds; a busy machine needs its time. */
const LONGEST = 30_000;

/** Real time, for what must not happen meanwhile. */
export async function pause(ms: number): Promise<void> {
	await new Promise((resolve) => setTimeout(resolve, ms));
}

/** Waits until something has happened, and fails when it does not. */
export async function until(isSo: () => boolean): Promise<void> {
	for (let waited = 0; !isSo() && waited < LONGEST; waited += 2) await pause(2);
	expect(isSo()).toBe(true);
}
