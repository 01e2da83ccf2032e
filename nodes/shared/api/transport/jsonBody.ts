import { changedFile, MADE_ANEW } from '../../errors/changedFile';
import type { Failure } from '../../errors/failure';
import { n8nFailure } from '../../errors/toFailure';
import type { WrittenBody } from './writeBody';

/** The error of a read from a closed body. */
const CLOSED = 'The body is no longer needed';

/**
 * A request body that is streamed from n8n's storage to the socket, so that memory does not grow with its
 * files. n8n's HTTP client takes a Blob's length from `size` and reads it by `stream()`; each call of that
 * reads the files anew, which is what another attempt needs.
 */
export class JsonBody extends Blob {
	/** Exact; an own property, because n8n takes an object without own properties for an empty body. */
	override readonly size: number;

	/** Why the body could not be read to its end. */
	failure: Failure | undefined;

	/** Called for every piece that the socket took. */
	progress: () => void = () => undefined;

	private readonly openStreams = new Set<() => Promise<void>>();

	/** @param type the media type of the whole body */
	constructor(
		private readonly written: WrittenBody,
		type = 'application/json',
	) {
		super([], { type });
		this.size = written.byteLength;
	}

	override stream(): ReturnType<Blob['stream']> {
		const closing = new AbortController();
		const pieces = this.pieces(closing.signal);
		const progress = () => this.progress();
		const stillOpen = this.openStreams;
		const close = async () => {
			stillOpen.delete(close);
			closing.abort();
			await pieces.return();
		};
		stillOpen.add(close);
		return new ReadableStream({
			async pull(controller) {
				if (closing.signal.aborted) throw new Error(CLOSED);
				const { done, value } = await pieces.next();
				progress();
				if (closing.signal.aborted) throw new Error(CLOSED);
				if (done === true) {
					stillOpen.delete(close);
					controller.close();
				} else controller.enqueue(value);
			},
			cancel: close,
		});
	}

	/**
	 * Closes all open streams: a server may answer, or the connection break, before the whole body is sent, and
	 * n8n's HTTP client then does not close the body.
	 */
	close(): void {
		for (const close of this.openStreams) {
			// Errors while closing a file no longer matter.
			close().catch(() => undefined);
		}
	}

	private async *pieces(signal: AbortSignal): AsyncGenerator<Uint8Array, void, void> {
		let sent = 0;
		try {
			for (const part of this.written.parts) {
				if (typeof part === 'string') {
					const bytes = Buffer.from(part);
					sent += bytes.length;
					yield bytes;
					continue;
				}
				for await (const piece of part.content(signal)) {
					sent += piece.length;
					if (sent > this.size) throw changedFile();
					yield piece;
				}
			}
			if (sent !== this.size) throw changedFile();
		} catch (error) {
			const failure = n8nFailure(error, `${MADE_ANEW}.`);
			// A file that was closed on purpose is not a failure.
			if (!signal.aborted) this.failure = failure;
			throw failure;
		}
	}
}
