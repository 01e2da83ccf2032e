import { toFailure } from '../../errors/toFailure';
import { canceled, wait } from './clock';
import type { Lanes } from './lanes';
import type { Start } from './pacer';
import { retryDelay } from './retryDelay';
import type { RunNotes } from './runNotes';

/** What the requests of one node run share. */
export interface Run {
	lanes: Lanes;
	notes: RunNotes;
	/** Fires when the user presses Stop. */
	signal: AbortSignal | undefined;
}

/**
 * Repeats what may be repeated, as the official SDK does, each time after its turn in the lanes.
 *
 * @param attempt sends the request once; throws a Failure that says whether to try again
 * @throws Failure of the last attempt
 * @see https://platform.claude.com/docs/en/api/errors
 */
export async function withRetries<Value>(
	maxRetries: number,
	run: Run,
	attempt: (start: Start) => Promise<Value>,
): Promise<Value> {
	for (let retries = 0; ; retries++) {
		const start = await run.lanes.start();
		const outcome = await attempt(start).then(
			(value) => ({ value }),
			(error: unknown) => ({ failure: toFailure(error) }),
		);
		if ('value' in outcome) return outcome.value;
		const { failure } = outcome;
		run.lanes.unanswered(start);
		if (run.signal?.aborted) throw canceled();
		if (failure.retry === undefined || retries >= maxRetries) throw failure;
		const delay = retryDelay(failure.retry, retries, Math.random());
		if (failure.status === 429) run.lanes.refused(start, delay);
		run.notes.waited(failure, delay);
		await wait(delay, run.signal);
	}
}
