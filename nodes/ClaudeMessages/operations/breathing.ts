import { sleep } from 'n8n-workflow';

/** The longest that the event loop may be blocked, in milliseconds. */
const LONGEST_BREATH_MS = 10;

/**
 * For long loops: n8n serves all its executions and its editor from one event loop, which must not be
 * blocked.
 *
 * @returns a function that yields to the event loop if it last did so too long ago
 */
export function breathing(): () => Promise<void> {
	let since = performance.now();
	return async () => {
		if (performance.now() - since < LONGEST_BREATH_MS) return;
		await sleep(0);
		since = performance.now();
	};
}
