/* eslint-disable @n8n/community-nodes/no-restricted-globals */

/** Resolves after `ms`, or at once when the server closes. */
export async function wait(ms: number, closing: AbortSignal): Promise<void> {
	if (ms <= 0 || closing.aborted) return;
	await new Promise<void>((resolve) => {
		const timer = setTimeout(done, ms);
		closing.addEventListener('abort', done);
		function done() {
			clearTimeout(timer);
			closing.removeEventListener('abort', done);
			resolve();
		}
	});
}
