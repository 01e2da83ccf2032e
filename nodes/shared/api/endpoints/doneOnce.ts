import type { Entry } from '../../entries';
import { toFailure } from '../../errors/toFailure';
import { wait } from '../pacing/clock';
import { mayBeDone } from '../pacing/patience';
import { retryDelay } from '../pacing/retryDelay';
import type { Run } from '../pacing/startRun';

/** The clocks of this machine and of the API may differ by so many milliseconds. */
const CLOCKS_DIFFER_MS = 60_000;

/** Whether an entry may have been created since a time of this machine, in milliseconds since 1970. */
export function isSince({ created_at: at }: Entry, started: number): boolean {
	return Date.parse(String(at)) >= started - CLOCKS_DIFFER_MS;
}

const LAST_ATTEMPT = 2;

/** What must not be done twice. */
export interface Once<Value> {
	/** Repeats only what was refused. */
	send(): Promise<Value>;
	/** Finds what an attempt may have left. */
	find(): Promise<Value[]>;
	/** What to do where it cannot be known whether it was done. */
	unknown: string;
}

/**
 * Does what must not be done twice: where an answer is missing, it is looked for before anything is sent
 * again.
 *
 * @throws Failure of the last attempt, which says so where it cannot be known whether it was done
 */
export async function doneOnce<Value>(
	{ send, find, unknown }: Once<Value>,
	run: Run,
): Promise<Value> {
	for (let attempt = 0; ; attempt++) {
		try {
			return await send();
		} catch (error) {
			const failure = toFailure(error);
			if (!mayBeDone(failure)) throw failure;
			const description = `${unknown} ${failure.description}`;
			const unsure = failure.with({ description, retry: undefined });
			const found = await find().catch(() => undefined);
			if (found === undefined || found.length > 1) throw unsure;
			const [only] = found;
			if (only !== undefined) return only;
			if (attempt === LAST_ATTEMPT) throw unsure;
			await wait(retryDelay(failure.retry ?? {}, attempt, Math.random()), run.signal);
		}
	}
}
