/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports */
import { setTimeout as after } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose_gc');

/** Collects what nothing refers to any more. */
export const collectGarbage: () => void = runInNewContext('gc');

/** What this process holds after its garbage is collected, buffers included, in megabytes. */
export function heldMegabytes(): number {
	collectGarbage();
	const { heapUsed, external } = process.memoryUsage();
	return (heapUsed + external) / 1024 / 1024;
}

/** What is held once nothing more is let go of: promises and weak references need some turns of the event loop. */
export async function settledMegabytes(): Promise<number> {
	let held = heldMegabytes();
	for (let look = 0; look < 5; look++) {
		await after(200);
		held = Math.min(held, heldMegabytes());
	}
	return held;
}

/**
 * Watches how much more is held than at the beginning, in megabytes. Collecting takes a second in a process that
 * holds much, so the watch takes a fifth of the time at most.
 */
export function watchHeap(everyMs: number): { stop(): number } {
	const before = heldMegabytes();
	let most = 0;
	let timer = setTimeout(look, everyMs);
	function look() {
		const start = performance.now();
		most = Math.max(most, heldMegabytes() - before);
		timer = setTimeout(look, Math.max(everyMs, 4 * (performance.now() - start)));
	}
	return {
		stop() {
			clearTimeout(timer);
			return most;
		},
	};
}
