import type { MessageRequest } from '../../shared/api/endpoints/createMessage';
import type { BodyFile } from '../../shared/api/transport/bodyFile';
import type { WrittenBody } from '../../shared/api/transport/writeBody';
import { type Failure, invalidInput } from '../../shared/errors/failure';
import { customIdOf } from '../../shared/customId';
import { bodyDigest } from './answeredItems';
import { type BatchRow, ENVELOPE, frameOf, listLength } from './batchRows';
import { breathing } from './breathing';

/** Gives the request of an item with its text files loaded: one that was kept, or prepared once more. */
export type RequestOf = (itemIndex: number) => Promise<MessageRequest>;

/** The body of a batch, whose requests are written when they are sent. */
export function batchBody(rows: readonly BatchRow[], requestOf: RequestOf): WrittenBody {
	const { start, end } = ENVELOPE;
	const list = new RequestList(rows, requestOf);
	return {
		parts: [start, list, end],
		byteLength: start.length + list.contentLength + end.length,
	};
}

/** Characters of small requests that go out as one piece. */
const PIECE = 64 * 1024;

/** The requests of a batch as a part of its body: one request at a time is in memory. */
class RequestList implements BodyFile {
	readonly form = 'raw';

	readonly token = '';

	readonly identity = '';

	readonly contentLength: number;

	constructor(
		private readonly rows: readonly BatchRow[],
		private readonly requestOf: RequestOf,
	) {
		this.contentLength = listLength(rows);
	}

	async loaded(): Promise<BodyFile> {
		return this;
	}

	async *content(signal?: AbortSignal): AsyncGenerator<Buffer> {
		const breathe = breathing();
		let text = '';
		let between = '';
		for (const row of this.rows) {
			await breathe();
			if (signal?.aborted) return;
			const { body } = await this.requestOf(row.itemIndex);
			if (customIdOf(row.itemIndex, bodyDigest(body)) !== row.customId) throw notTheSame(row);
			const [before, behind] = frameOf(row);
			text += between + before;
			for (const part of body.parts) {
				if (typeof part === 'string') {
					text += part;
					continue;
				}
				yield Buffer.from(text);
				text = '';
				yield* part.content(signal);
			}
			text += behind;
			({ between } = ENVELOPE);
			if (text.length < PIECE) continue;
			yield Buffer.from(text);
			text = '';
		}
		yield Buffer.from(text);
	}
}

function notTheSame({ itemIndex }: BatchRow): Failure {
	return invalidInput(
		`The request of item ${itemIndex} was another one when it was sent than when it was checked`,
		"Large batches read the panel twice: compute what changes by itself, such as {{ $now }} or a random number, in an 'Edit Fields' node before this one.",
	);
}
