import { Failure } from '../../errors/failure';
import { requestIdOf } from '../../errors/httpAnswer';
import { strangeAnswer } from '../../errors/strangeAnswer';
import { checkSize } from '../transport/bodySize';
import type { Connection } from '../transport/connection';
import { linesOf } from '../transport/lines';
import { brokenOff, type OpenAnswer } from '../transport/openAnswer';
import { type BatchResult, resultLine, type ResultLine, UNREADABLE } from './resultLine';

/**
 * The most requests of a batch.
 *
 * @see https://platform.claude.com/docs/en/build-with-claude/batch-processing
 */
const MOST_REQUESTS = 100_000;

/** Reads the results of a batch, several times where they break off; each is taken once. */
export class BatchReading {
	/** The requests whose results were taken, and in which attempt each was last seen. */
	private readonly taken = new Map<string, number>();

	private attempts = 0;

	/** Lines among the results of the last reading that name no request. */
	private unread = 0;

	/** @param expected how many results there have to be, where that is known */
	constructor(
		private readonly connection: Connection,
		private readonly expected: number | undefined,
		private readonly take: (result: BatchResult) => Promise<void> | void,
	) {}

	/** How many results were taken. */
	get count(): number {
		return this.taken.size;
	}

	/** @throws Failure for an answer that does not hold all results; those that it holds are taken */
	async read(answer: OpenAnswer): Promise<void> {
		const attempt = ++this.attempts;
		/** How many requests this attempt names. */
		let named = 0;
		this.unread = 0;
		/** Lines behind the last result: what came in place of all that is missing. */
		let behind = 0;
		let last: ResultLine | undefined;
		let count = 0;
		const most = Math.max(this.expected ?? 0, MOST_REQUESTS);
		for await (const lines of linesOf(answer.chunks, (length) => checkSize(answer, length))) {
			for (const text of lines) {
				if (++count > most) throw tooMany(answer, most);
				last = resultLine(text);
				const { found } = last;
				if (found === undefined) {
					this.checkUnnamed(last, answer);
					behind++;
					continue;
				}
				this.unread += behind;
				behind = 0;
				const name = found.customId || text;
				const seen = this.taken.get(name);
				if (seen === attempt) continue;
				named++;
				this.taken.set(name, attempt);
				if (seen === undefined) await this.take(found);
			}
		}
		// Not every connection says that it broke.
		const whole = Math.max(this.count, named + this.unread);
		if (this.expected !== undefined && whole < this.expected) {
			throw tooFew(answer, this.count, this.expected);
		}
		const tellsAll = this.expected !== undefined && this.count <= this.expected;
		if (last?.isCut || (behind > 0 && !tellsAll)) throw cutOff(answer);
		if (last === undefined && this.expected === undefined) throw nothing(answer);
	}

	/** Takes the unread lines, as many as stand for a result that has not come. */
	async takeUnread(): Promise<void> {
		const { expected, count, unread } = this;
		// A count that is too small tells nothing.
		const missing = expected === undefined || count > expected ? unread : expected - count;
		for (let left = Math.min(unread, missing); left > 0; left--) {
			await this.take({ customId: '', result: { type: UNREADABLE } });
		}
	}

	/** @throws Failure for a line in place of the results, or of the rest of them */
	private checkUnnamed({ text, isCut, isError }: ResultLine, answer: OpenAnswer): void {
		const isFirst = this.count === 0;
		if (isFirst && isCut) throw cutOff(answer);
		if (!isFirst && (!isError || this.count === this.expected)) return;
		const failure = this.connection.failureOf({ ...answer, text });
		// What has begun can be asked for again.
		throw isFirst ? failure : failure.with({ retry: failure.retry ?? {} });
	}
}

const GET_AGAIN = 'Get the results once more, later; they can be had for 29 days.';

function tooFew(answer: OpenAnswer, count: number, expected: number): Failure {
	return unfinished(`${answer.host} sent ${count} of the batch's ${expected} results`, answer);
}

function tooMany(answer: OpenAnswer, most: number): Failure {
	const message = `${answer.host} sends more than ${most} results, which no batch has`;
	return strangeAnswer(message, answer);
}

function nothing(answer: OpenAnswer): Failure {
	const message = `${answer.host} sent no results, and the batch does not say how many there are`;
	return unfinished(message, answer);
}

function unfinished(message: string, answer: OpenAnswer): Failure {
	return new Failure({
		message,
		description: GET_AGAIN,
		type: 'invalid_response',
		status: answer.status,
		requestId: requestIdOf(answer),
		retry: {},
	});
}

function cutOff(answer: OpenAnswer): Failure {
	return brokenOff(answer).with({ description: GET_AGAIN });
}
