import { canceled } from '../../shared/api/pacing/clock';
import { SilenceWatch } from '../../shared/api/transport/silenceWatch';

/** What bounds the work of a tool. */
export interface ToolLimits {
	/** Seconds. */
	timeout: number;
	/** Aborted by Stop. */
	signal: AbortSignal | undefined;
}

/**
 * Waits for the work of a tool, until the timeout or Stop at most; the signal tells the work that it is given up.
 *
 * @throws Failure on Stop, an Error after the timeout
 */
export async function bounded<Value>(
	work: (signal: AbortSignal) => Promise<Value>,
	{ timeout, signal }: ToolLimits,
): Promise<Value> {
	if (signal?.aborted) throw canceled();
	const givenUp = new AbortController();
	let end: () => void = () => undefined;
	try {
		return await new Promise<Value>((resolve, reject) => {
			const giveUp = (reason: Error) => {
				reject(reason);
				givenUp.abort();
			};
			const slow = () => giveUp(new Error(`The tool did not answer within ${timeout} seconds.`));
			const watch = new SilenceWatch(timeout * 1000, slow);
			const stop = () => giveUp(canceled());
			signal?.addEventListener('abort', stop, { once: true });
			end = () => {
				watch.stop();
				signal?.removeEventListener('abort', stop);
			};
			work(givenUp.signal).then(resolve, reject);
		});
	} finally {
		end();
	}
}
