import type { Failure } from '../../errors/failure';

/** Retries for a request's own failures while the user has not set a number. */
const OWN_RETRIES = 5;

/** How long and how often an item is retried. */
export interface PatienceSettings {
	/** Undefined while the user has not added the option. */
	maxRetries: number | undefined;
	/** Whether only refusals are repeated: what was sent may have been carried out although no answer came. */
	repeats?: 'refused';
	/** Seconds after the first failure. */
	longestWait: number;
	/** Whether the user has no option for it. */
	isWaitFixed?: boolean;
}

/** Whether a failure applies to all requests: a rate limit or an overload. */
export function concernsEverybody({ status, retry }: Failure): boolean {
	return retry !== undefined && (status === 429 || status === 503 || status === 529);
}

/** Codes of connections that never came about, so that nothing was sent. */
const NEVER_SENT = [
	'EADDRNOTAVAIL',
	'EAI_AGAIN',
	'ECONNREFUSED',
	'EHOSTUNREACH',
	'ENETUNREACH',
	'ENOTFOUND',
	'EPROTO',
];

/**
 * Whether nothing was done. A gateway says 503 too where the connection to what is behind it broke, so there only
 * the API's own words count.
 */
function isRefusal(failure: Failure): boolean {
	return concernsEverybody(failure) && (failure.status !== 503 || failure.type === OVERLOADED);
}

const OVERLOADED = 'overloaded_error';

/** Whether what was asked for may have been done although no answer says so. */
export function mayBeDone(failure: Failure): boolean {
	const { errorCode = '', retry, status, type } = failure;
	if (type === 'canceled' || isRefusal(failure)) return false;
	if (status === null) return retry !== undefined && !NEVER_SENT.includes(errorCode);
	// A success that breaks off can be asked for again; one that is no answer of the API was never with it.
	return leavesOpen(status) && (status >= 300 || retry !== undefined);
}

/**
 * Whether an answer of this status leaves open if something was done: a gateway's 502, 503 or 504 says nothing
 * about what is behind it, and a success may break off.
 */
export function leavesOpen(status: number): boolean {
	if (status === 529) return false;
	return status < 300 || status === 408 || status >= 500;
}

/** Tracks how long and how often one item may still be retried. */
export class Patience {
	/** When it first failed. */
	since: number | undefined;

	/** How often it was retried. */
	private retries = 0;

	private ownFailures = 0;

	constructor(private readonly settings: PatienceSettings) {}

	/** Milliseconds. */
	get longestMs(): number {
		return this.settings.longestWait * 1000;
	}

	/** How many backoff steps it has taken. */
	get steps(): number {
		return this.settings.maxRetries === undefined ? this.ownFailures : this.retries;
	}

	/**
	 * Checks whether the item may be retried after a failure.
	 *
	 * @param comeBack when the server asks to retry, where it says so
	 * @throws the failure when it must not be retried
	 */
	bear(failure: Failure, comeBack: number | undefined, now: number): void {
		if (failure.retry === undefined) throw failure;
		if (this.settings.repeats === 'refused' && mayBeDone(failure)) throw failure;
		this.since ??= now;
		if (comeBack !== undefined && comeBack > this.since + this.longestMs) {
			throw this.comeBackAt(failure, comeBack);
		}
		const { maxRetries } = this.settings;
		const isOwn = !concernsEverybody(failure);
		const isOver =
			maxRetries === undefined
				? isOwn && this.ownFailures >= OWN_RETRIES
				: this.retries >= maxRetries;
		if (isOver) throw failure;
	}

	/** Counts a retry. */
	goOn(failure: Failure): void {
		this.retries++;
		if (!concernsEverybody(failure)) this.ownFailures++;
	}

	/** When it stops waiting for its turn after a failure; undefined where only attempts are counted. */
	giveUp(failure: Failure): { at: number; failure: Failure } | undefined {
		if (this.settings.maxRetries !== undefined || this.since === undefined) return undefined;
		return { at: this.since + this.longestMs, failure };
	}

	/** The failure for a refusal that lasts longer than the item may wait. */
	comeBackAt(failure: Failure, at: number): Failure {
		const time = new Date(at).toISOString();
		const advice = this.settings.isWaitFixed
			? 'which is later than the node waits for. Run the item again then.'
			: "which is later than 'Longest Wait' allows. Run the item again then, or set a longer 'Longest Wait'.";
		return failure.with({
			description: `The server asks to come back at ${time}, ${advice} ${failure.description}`,
		});
	}
}
