import type { Failure } from '../../errors/failure';
import { toFailure } from '../../errors/toFailure';
import { canceled, wait } from './clock';
import type { Start } from './epoch';
import type { Pacer } from './pacer';
import { concernsEverybody, Patience, type PatienceSettings } from './patience';
import { type RateLimit, usedUpUntil } from './rateLimits';
import { retryDelay } from './retryDelay';
import type { Run } from './startRun';

/** One attempt: its start, and the callback for the rate limits it receives. */
export interface Attempt {
	start: Start;
	/** Called for every answer as soon as its headers arrive. */
	heard(status: number, limits: readonly RateLimit[]): void;
}

/** What `withRetries` needs to know of a request. */
export interface Sending extends PatienceSettings {
	pacer: Pacer;
	/** Size of the body. */
	bytes: number;
}

/**
 * Retries a request, each time after it waited its turn: for its own failures as the official SDK does, for
 * refusals that apply to all requests as long as the item's patience lasts.
 *
 * @param attempt sends the request once; throws a Failure that says whether to try again
 * @throws Failure of the last attempt
 * @see https://platform.claude.com/docs/en/api/errors
 */
export async function withRetries<Value>(
	sending: Sending,
	run: Run,
	attempt: (attempt: Attempt) => Promise<Value>,
): Promise<Value> {
	const { pacer, bytes } = sending;
	const patience = new Patience(sending);
	let last: FailedAttempt | undefined;
	pacer.users++;
	try {
		for (;;) {
			checkGate(run, pacer, patience);
			const { since } = patience;
			const turn = { bytes, since, giveUp: last && patience.giveUp(last.failure) };
			const start = await run.lanes.start(pacer, turn, last?.enteredAt);
			if (last !== undefined) run.notes.waited(last.failure, Date.now() - last.at);
			const outcome = await once(run, pacer, start, attempt, patience);
			if ('value' in outcome) return outcome.value;
			last = outcome;
			await bear(outcome, run, patience);
		}
	} finally {
		pacer.users--;
	}
}

/** An attempt that failed. */
interface FailedAttempt {
	failure: Failure;
	/** When it failed, in milliseconds since 1970. */
	at: number;
	/** When the gate opens again; undefined for a request's own failure. */
	until: number | undefined;
	/** When the server asks to retry, in milliseconds since 1970. */
	comeBack: number | undefined;
	/** When the retry enters the queue, if at once; undefined after a backoff of its own. */
	enteredAt: number | undefined;
}

async function once<Value>(
	run: Run,
	pacer: Pacer,
	start: Start,
	attempt: (attempt: Attempt) => Promise<Value>,
	patience: Patience,
): Promise<{ value: Value } | FailedAttempt> {
	let limits: readonly RateLimit[] = [];
	const heard: Attempt['heard'] = (status, told) => {
		limits = told;
		if (told.length > 0) run.notes.limits = told;
		// A server fault tells nothing about the limits; a refusal is evaluated once its body is read.
		if (status < 500 && status !== 429) pacer.letIn(start, told);
	};
	try {
		const value = await attempt({ start, heard });
		run.waitLog.goesOn();
		return { value };
	} catch (error) {
		const failure = toFailure(error);
		const at = Date.now();
		if (!concernsEverybody(failure)) return { failure, at, until: undefined, ...never };
		const named = failure.retry?.afterMs;
		const comeBack = named === undefined ? usedUpUntil(limits) : at + named;
		const isFar = comeBack !== undefined && comeBack - at > patience.longestMs;
		const until = pacer.refused(
			start,
			{ failure, limits, retries: patience.steps, comeBack: isFar ? comeBack : 0 },
			at,
		);
		return { failure, at, until, comeBack, enteredAt: at };
	} finally {
		run.lanes.ended();
		pacer.ended(start);
	}
}

const never = { comeBack: undefined, enteredAt: undefined };

/**
 * Waits out the backoff of a failed attempt; a refused one waits at the gate instead.
 *
 * @throws Failure when there is no further attempt, or on Stop
 */
async function bear(last: FailedAttempt, run: Run, patience: Patience): Promise<void> {
	const { failure, at, until } = last;
	if (run.signal?.aborted) throw canceled();
	const named = failure.retry?.afterMs;
	patience.bear(failure, last.comeBack ?? (named === undefined ? undefined : at + named), at);
	if (until === undefined) {
		const delay = retryDelay(failure.retry ?? {}, patience.steps, Math.random());
		patience.goOn(failure);
		run.waitLog.waits(failure.type, at + delay);
		await wait(delay, run.signal);
	} else {
		patience.goOn(failure);
		run.waitLog.waits(failure.type, until);
	}
}

/** Throws where the gate is closed for longer than the item may wait. */
function checkGate(run: Run, pacer: Pacer, patience: Patience): void {
	const now = Date.now();
	const tooFar = pacer.gate.tooFar(patience.longestMs, now);
	if (tooFar !== undefined) throw patience.comeBackAt(tooFar.failure, tooFar.until);
	const closed = pacer.gate.reason(now);
	if (closed !== undefined) run.waitLog.waits(closed.failure.type, closed.until, now);
}
