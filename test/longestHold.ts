/* eslint-disable @n8n/community-nodes/no-restricted-globals */

/**
 * The longest time for which some work kept the event loop from everything else, in milliseconds. A timer
 * of its own, because `monitorEventLoopDelay` does not see what comes before its first tick.
 */
export async function longestHold(work: () => Promise<unknown>): Promise<number> {
	let last = performance.now();
	let longest = 0;
	const tick = () => {
		const now = performance.now();
		longest = Math.max(longest, now - last);
		last = now;
	};
	const timer = setInterval(tick, 1);
	await work();
	tick();
	clearInterval(timer);
	return longest;
}
