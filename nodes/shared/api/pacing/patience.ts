import { Failure } from '../../errors/failure';

/** How often a request is repeated for its own failures while the user has not said anything. */
const OWN_RETRIES = 5;

/** How long and how often an item is asked again. */
export interface PatienceSettings {
	/** Undefined while the user has not added the option. */
	maxRetries: number | undefined;
	/** Seconds after the first refusal. */
	longestWait: number;
}

/** Refusals that say something of everybody's requests: a rate limit, an overload. */
export function concernsEverybody({ status, retry }: Failure): boolean {
	return retry !== undefined && (status === 429 || status === 503 || status === 529);
}

/** What one item has left of its patience. */
export class Patience {
	/** When it first failed. */
	since: number | undefined;

	/** How often it was asked again. */
	private retries = 0;

	private ownFailures = 0;

	constructor(private readonly settings: PatienceSettings) {}

	/** Milliseconds. */
	get longestMs(): number {
		return this.settings.longestWait * 1000;
	}

	/** The steps of the backoff that it has done. */
	get steps(): number {
		return this.settings.maxRetries === undefined ? this.ownFailures : this.retries;
	}

	/**
	 * Takes one more failure.
	 *
	 * @param comeBack when the server wants to be asked again, where it says so
	 * @throws the failure when it is not to be asked again
	 */
	bear(failure: Failure, comeBack: number | undefined, now: number): void {
		if (failure.retry === undefined) throw failure;
		this.since ??= now;
		if (comeBack !== undefined && comeBack > this.since + this.longestMs) {
			throw comeBackAt(failure, comeBack);
		}
		const { maxRetries } = this.settings;
		const isOwn = !concernsEverybody(failure);
		const isOver =
			maxRetries === undefined
				? isOwn && this.ownFailures >= OWN_RETRIES
				: this.retries >= maxRetries;
		if (isOver) throw failure;
	}

	/** It is asked again. */
	goOn(failure: Failure): void {
		this.retries++;
		if (!concernsEverybody(failure)) this.ownFailures++;
	}

	/** Until when it waits for its turn after a failure; undefined where only attempts are counted. */
	giveUp(failure: Failure): { at: number; failure: Failure } | undefined {
		if (this.settings.maxRetries !== undefined || this.since === undefined) return undefined;
		return { at: this.since + this.longestMs, failure };
	}
}

/** A refusal that lasts longer than the item may wait. */
export function comeBackAt(failure: Failure, at: number): Failure {
	const time = new Date(at).toISOString();
	return new Failure({
		...failure,
		message: failure.message,
		description: `The server asks to come back at ${time}, which is later than 'Longest Wait' allows. Run the item again then, or set a longer 'Longest Wait'. ${failure.description}`,
	});
}
