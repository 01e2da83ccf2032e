import { type Failure, invalidInput } from '../errors/failure';
import { n8nFailure } from '../errors/toFailure';
import type { WrittenBody } from '../request/writeBody';

/**
 * A request body that goes from n8n's storage to the socket piece by piece, so that memory does not grow
 * with its files. n8n's HTTP client takes a Blob's length from `size` and reads it by `stream()`; each
 * call of that reads the files anew, which is what another attempt needs.
 */
export class JsonBody extends Blob {
	/** Exact; also, n8n takes an object without properties of its own for an empty body. */
	override readonly size: number;

	/** Why the body could not be read to its end. */
	failure: Failure | undefined;

	/** Hears of every piece that the socket took. */
	progress: () => void = () => undefined;

	constructor(private readonly written: WrittenBody) {
		super([], { type: 'application/json' });
		this.size = written.byteLength;
	}

	override stream(): ReturnType<Blob['stream']> {
		const pieces = this.pieces();
		const progress = () => this.progress();
		return new ReadableStream({
			async pull(controller) {
				const { done, value } = await pieces.next();
				progress();
				if (done === true) controller.close();
				else controller.enqueue(value);
			},
			async cancel() {
				await pieces.return();
			},
		});
	}

	private async *pieces(): AsyncGenerator<Uint8Array, void, void> {
		let sent = 0;
		try {
			for (const part of this.written.parts) {
				if (typeof part === 'string') {
					const bytes = Buffer.from(part);
					sent += bytes.length;
					yield bytes;
					continue;
				}
				for await (const piece of part.content()) {
					sent += piece.length;
					if (sent > this.size) throw changedFile();
					yield piece;
				}
			}
			if (sent !== this.size) throw changedFile();
		} catch (error) {
			this.failure = n8nFailure(error, MADE_ANEW);
			throw this.failure;
		}
	}
}

const MADE_ANEW = 'Run the workflow again from the node that made the file.';

function changedFile(): Failure {
	return invalidInput('A file of the item changed while it was sent', MADE_ANEW);
}
