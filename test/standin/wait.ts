/* eslint-disable @n8n/community-nodes/no-restricted-globals */

/** Resolves after `ms`, or at once when there is nobody left to wait for. */
export async function wait(ms: number, gone: AbortSignal): Promise<void> {
	if (ms <= 0 || gone.aborted) return;
	await new Promise<void>((resolve) => {
		const timer = setTimeout(done, ms);
		gone.addEventListener('abort', done);
		function done() {
			clearTimeout(timer);
			gone.removeEventListener('abort', done);
			resolve();
		}
	});
}
