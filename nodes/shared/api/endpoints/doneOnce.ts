import type { Failure, RetryHint } from '../../errors/failure';
import { toFailure } from '../../errors/toFailure';
import { wait } from '../pacing/clock';
import { mayBeDone } from '../pacing/patience';
import { retryDelay } from '../pacing/retryDelay';
import type { Run } from '../pacing/startRun';
import type { Connection } from '../transport/connection';
import { watched } from './watched';

/** What a look has found: the thing itself, nothing, or what leaves doubt. */
export type Found<Value> = { value: Value } | 'doubt' | 'nothing';

/** What must not be done twice. */
export interface Once<Value> {
	/** Repeats only what was refused. */
	send(connection: Connection): Promise<Value>;
	/** Looks for what the attempts may have left. */
	find(): Promise<Found<Value>>;
	/**
	 * Milliseconds before another look; undefined after the last one.
	 *
	 * @param looks how many there were
	 */
	pause(looks: number): number | undefined;
	/** Whether it is sent again in doubt, because too much costs less than the wrong one. */
	prefersMore?: boolean;
	/** What to do where it cannot be known whether it was done. */
	unknown: string;
}

/** How often it is sent. */
const MOST_ATTEMPTS = 3;

/** How something ended that may have been done. */
export class Unsure {
	/**
	 * @param failure says what to do
	 * @param retry whether the server lets it be sent again
	 */
	constructor(
		readonly failure: Failure,
		readonly retry: RetryHint | undefined,
	) {}
}

/** What was done, and whether it was found because its answer is missing. */
export interface Done<Value> {
	value: Value;
	isFound: boolean;
}

/**
 * Does what must not be done twice: where an answer is missing, it is looked for before anything is sent again.
 *
 * @param before how an earlier try ended; then it is looked for first
 * @throws Failure where it was not done
 */
export async function doneOnce<Value>(
	once: Once<Value>,
	connection: Connection,
	run: Run,
	before?: Unsure,
): Promise<Done<Value> | Unsure> {
	let last = before;
	for (let attempt = 0; ; attempt++) {
		if (last !== undefined) {
			const found = await lookedFor(once, run);
			if (found instanceof Unsure) return found;
			if (typeof found === 'object') return { ...found, isFound: true };
			const isFinal = last.retry === undefined && last !== before;
			const isTooDoubtful = found === 'doubt' && once.prefersMore !== true;
			if (isFinal || isTooDoubtful || attempt === MOST_ATTEMPTS) return last;
			await wait(retryDelay(last.retry ?? {}, attempt, Math.random()), run.signal);
		}
		const { connection: way, state } = watched(connection);
		try {
			return { value: await once.send(way), isFound: false };
		} catch (error) {
			const failure = toFailure(error);
			const isStopped = failure.type === 'canceled';
			// What the API sends for it may have come in another shape.
			const isOdd = failure.type === 'invalid_response';
			if (isStopped || isOdd ? !state.mayBeDone : !mayBeDone(failure)) throw failure;
			last = unsureOf(failure, once);
			if (isStopped) return last;
		}
	}
}

/** Looks until it is found, or there is no hope to find it. */
async function lookedFor<Value>(once: Once<Value>, run: Run): Promise<Found<Value> | Unsure> {
	let found: Found<Value> = 'doubt';
	for (let looks = 0; ; looks++) {
		const pause = once.pause(looks);
		if (pause === undefined) return found;
		try {
			await wait(pause, run.signal);
			found = await once.find();
			if (typeof found === 'object') return found;
		} catch (error) {
			const failure = toFailure(error);
			if (failure.type === 'canceled') return unsureOf(failure, once);
			found = 'doubt';
			if (failure.retry === undefined) return found;
		}
	}
}

/** The advice to run the workflow again would be the wrong one after Stop. */
function unsureOf(failure: Failure, { unknown }: Pick<Once<unknown>, 'unknown'>): Unsure {
	const { retry, type } = failure;
	const description = type === 'canceled' ? unknown : `${unknown} ${failure.description}`;
	return new Unsure(failure.with({ description, retry: undefined }), retry);
}
