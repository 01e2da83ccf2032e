/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { setTimeout as after } from 'node:timers/promises';

const POLL_MS = 50;

/** Waits for something that happens in another process. */
export async function until(
	happened: () => boolean | Promise<boolean>,
	seconds = 30,
): Promise<void> {
	for (const start = Date.now(); Date.now() - start < seconds * 1000; await after(POLL_MS)) {
		if (await happened()) return;
	}
	throw new RangeError(`It did not happen within ${seconds} seconds`);
}
