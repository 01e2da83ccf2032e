import { type Batch, cancelBatch, getBatch, hasEnded } from '../../shared/api/endpoints/batches';
import type { CallSettings } from '../../shared/api/endpoints/callApi';
import { wait } from '../../shared/api/pacing/clock';
import { type Run, startRun } from '../../shared/api/pacing/startRun';
import type { Connection } from '../../shared/api/transport/connection';
import { Failure } from '../../shared/errors/failure';
import { toFailure } from '../../shared/errors/toFailure';
import { pollPause } from './pollPause';

/** How a batch is waited for. */
export interface Waiting {
	/** When the waiting began, in milliseconds since 1970. */
	since: number;
	/** Seconds. */
	longestWait: number;
	settings: CallSettings;
}

/**
 * Waits until a batch has ended. While the API is out of order it is waited for too.
 *
 * @throws Failure on Stop, after the longest wait, and when the batch cannot be looked at
 */
export async function awaitBatch(
	connection: Connection,
	created: Batch,
	{ since, longestWait, settings }: Waiting,
	run: Run,
): Promise<void> {
	const { id } = created;
	for (let batch = created; !hasEnded(batch); ) {
		const elapsed = Date.now() - since;
		const left = longestWait * 1000 - elapsed;
		if (left <= 0) throw tooLong(longestWait);
		await wait(Math.min(pollPause(elapsed), left), run.signal);
		try {
			batch = await getBatch(connection, id, settings, run);
		} catch (error) {
			const failure = toFailure(error);
			if (failure.retry === undefined || run.signal?.aborted) throw failure;
		}
	}
}

function tooLong(longestWait: number): Failure {
	return new Failure({
		message: `The batch has not ended within 'Longest Wait', which is ${longestWait} seconds`,
		description: "Raise the option 'Longest Wait' to wait for longer.",
		type: 'batch_not_ended',
	});
}

/** Where batches can be found when nobody waits for them any more. */
export function goesOn(failure: Failure, ids: readonly string[]): Failure {
	if (ids.length === 0) return failure;
	const which =
		ids.length === 1 ? `The batch ${ids.join()} goes` : `The batches ${ids.join(', ')} go`;
	return failure.with({
		description: `${failure.description} ${which} on at Anthropic: the results can be had for 29 days with Batch → Get Results.`,
	});
}

/** The execution is over, so that there is not much time. */
export const AFTER_STOP = { timeout: 30, maxRetries: 2, longestWait: 10 };

/**
 * Cancels a batch after Stop.
 *
 * @param failure of those who waited for it
 * @returns the failure, which says what became of the batch
 */
export async function cancelAfterStop(
	connection: Connection,
	id: string,
	settings: CallSettings,
	failure: Failure,
): Promise<Failure> {
	const { description } = failure;
	try {
		const run = startRun({ concurrency: 1 });
		await cancelBatch(connection.afterStop(), id, { ...settings, ...AFTER_STOP }, run);
		return failure.with({
			description: `${description} The batch ${id} was canceled; what had begun is answered, and can be had with Batch → Get Results.`,
		});
	} catch (error) {
		const { message } = connection.conceal(toFailure(error));
		const tried = `The batch ${id} could not be canceled: ${message}`;
		return failure.with({ description: `${description} ${tried}` });
	}
}
