import { sleep } from 'n8n-workflow';

/** Milliseconds that n8n may be kept from everything else that it does. */
const LONGEST_BREATH_MS = 10;

/**
 * For long loops: n8n serves all its executions and its editor from one event loop, which has to turn in
 * between.
 *
 * @returns a function that waits for a turn whenever the last one is too long ago
 */
export function breathing(): () => Promise<void> {
	let since = performance.now();
	return async () => {
		if (performance.now() - since < LONGEST_BREATH_MS) return;
		await sleep(0);
		since = performance.now();
	};
}
