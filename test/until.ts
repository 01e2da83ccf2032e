/* eslint-disable @n8n/community-nodes/no-restricted-globals */

/** Real time, for what must not happen meanwhile. */
export async function pause(ms: number): Promise<void> {
	await new Promise((resolve) => setTimeout(resolve, ms));
}

/** How long to wait for something, and how often to look. */
export interface Patience {
	/** A busy machine needs its time. */
	seconds?: number;
	everyMs?: number;
}

/**
 * Waits until something has happened.
 *
 * @throws RangeError when it does not
 */
export async function until(
	happened: () => boolean | Promise<boolean>,
	{ seconds = 30, everyMs = 2 }: Patience = {},
): Promise<void> {
	for (
		const start = performance.now();
		performance.now() - start < seconds * 1000;
		await pause(everyMs)
	) {
		if (await happened()) return;
	}
	throw new RangeError(`It did not happen within ${seconds} seconds`);
}
