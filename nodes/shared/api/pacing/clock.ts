import { sleep } from 'n8n-workflow';
import { Failure } from '../../errors/failure';

/**
 * Waits, but not beyond Stop.
 *
 * @param ms milliseconds
 * @throws Failure of the type `canceled` as soon as the execution is stopped
 */
export async function wait(ms: number, signal: AbortSignal | undefined): Promise<void> {
	if (signal === undefined) return await sleep(ms);
	if (signal.aborted) throw canceled();
	// The sleep of n8n 1.x ignores the signal, so both are watched.
	await new Promise<void>((resolve, reject) => {
		const stop = () => reject(canceled());
		signal.addEventListener('abort', stop, { once: true });
		sleep(ms, signal).then(() => {
			signal.removeEventListener('abort', stop);
			resolve();
		}, stop);
	});
}

/** The failure of an item that was not answered before the user pressed Stop. */
export function canceled(): Failure {
	return new Failure({
		message: 'The execution was stopped before the answer came',
		description: 'Run the workflow again to get an answer for this item.',
		type: 'canceled',
	});
}
