import { sleep } from 'n8n-workflow';
import type { Start } from '../../../../../nodes/shared/api/pacing/epoch';
import { Pacer } from '../../../../../nodes/shared/api/pacing/pacer';
import { Failure } from '../../../../../nodes/shared/errors/failure';

/** A refusal, and how many seconds it names; none where `after` is undefined. */
export interface Refused {
	after: number | undefined;
}

/** A server that admits or refuses, without headers. */
export interface Backend {
	lanes: number;
	/** Milliseconds from a request to its answer. */
	latency: number;
	/** Milliseconds from a request to its refusal. */
	refusalLatency: number;
	/** @param ms since the start */
	verdict(ms: number, request: number): Refused | undefined;
}

/** When requests were answered and when the last refusal was over, in milliseconds since the start. */
export interface Driven {
	answered: number[];
	opensAt: number;
}

/**
 * Keeps so many lanes busy; needs jest's fake timers.
 *
 * @param goesOn called with the milliseconds since the start; false ends it
 * @returns when requests were answered, in milliseconds since the start
 */
export async function drivePacer(
	backend: Backend,
	goesOn: (ms: number, opensAt: number) => boolean,
): Promise<Driven> {
	const { lanes, latency, refusalLatency, verdict } = backend;
	const pacer = new Pacer(() => 0.5);
	const began = Date.now();
	const ms = () => Date.now() - began;
	const answered: number[] = [];
	let requests = 0;
	let opensAt = 0;

	const send = (start: Start, since: number | undefined) => {
		const refused = verdict(ms(), ++requests);
		const arrive = () => {
			if (refused === undefined) {
				answered.push(ms());
				pacer.letIn(start, []);
				pacer.ended(start);
				enter(undefined);
			} else {
				const failure = refusalOf(refused);
				opensAt = pacer.refused(start, { failure, limits: [], retries: 0 }) - began;
				pacer.ended(start);
				enter(since ?? Date.now());
			}
		};
		void sleep(refused === undefined ? latency : refusalLatency).then(arrive);
	};
	const enter = (since: number | undefined) => {
		if (!goesOn(ms(), opensAt)) return;
		pacer.enter({
			turn: { bytes: 10, since, giveUp: undefined, hasMore: true },
			grant: (start) => send(start, since),
			fail: (reason) => {
				throw reason;
			},
		});
	};

	for (let lane = 0; lane < lanes; lane++) enter(undefined);
	while (goesOn(ms(), opensAt)) await jest.advanceTimersToNextTimerAsync();
	return { answered, opensAt };
}

function refusalOf({ after }: Refused): Failure {
	return new Failure({
		message: 'Slow down',
		description: '',
		type: 'rate_limit_error',
		status: 429,
		retry: { afterMs: after === undefined ? undefined : after * 1000 },
	});
}
