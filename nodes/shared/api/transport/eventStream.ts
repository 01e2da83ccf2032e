/** One server-sent event: its name, empty where it has none, and its data lines joined. */
export interface ServerSentEvent {
	event: string;
	data: string;
}

/** A buffer for an unfinished line larger than this is released once the line has ended. */
const USUAL_LINE = 65_536;

/**
 * Parses an event stream chunk by chunk, wherever it is cut: lines may end in LF, CR or CRLF, characters of
 * several bytes may be split. Every byte is copied, decoded and searched a fixed number of times, so the time
 * is linear in the stream's size, for one event of many megabytes as for a chunk per byte.
 *
 * A line that begins with `{` counts as data without a field name, as some gateways write errors so.
 *
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream
 */
export class EventReader {
	/** The beginning of an unfinished line, at the start of a buffer with room for more. */
	private pending = Buffer.alloc(0);

	private pendingLength = 0;

	/** Whether the previous line ended in CR, which may be the first half of CRLF. */
	private afterCr = false;

	private event = '';

	private data: string | undefined;

	/** The events that end in this chunk. */
	read(chunk: Uint8Array): ServerSentEvent[] {
		const bytes = Buffer.isBuffer(chunk)
			? chunk
			: Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
		const end = endOfLines(bytes);
		if (end === 0) {
			this.keep(bytes);
			return [];
		}
		const text = this.textUpTo(bytes, end);
		if (end < bytes.length) this.keep(bytes.subarray(end));
		return this.eventsIn(this.withLineFeeds(text));
	}

	/** The text after the last complete event. */
	rest(): string {
		const line = this.pending.toString('utf8', 0, this.pendingLength);
		return this.data === undefined ? line : `${this.data}\n${line}`;
	}

	private keep(bytes: Buffer): void {
		const length = this.pendingLength + bytes.length;
		if (length > this.pending.length) {
			const larger = Buffer.allocUnsafe(Math.max(length, 2 * this.pending.length));
			this.pending.copy(larger, 0, 0, this.pendingLength);
			this.pending = larger;
		}
		bytes.copy(this.pending, this.pendingLength);
		this.pendingLength = length;
	}

	/** A line end is never part of a multi-byte character, so whole lines can be decoded on their own. */
	private textUpTo(bytes: Buffer, end: number): string {
		if (this.pendingLength === 0) return bytes.toString('utf8', 0, end);
		this.keep(bytes.subarray(0, end));
		const text = this.pending.toString('utf8', 0, this.pendingLength);
		this.pendingLength = 0;
		if (this.pending.length > USUAL_LINE) this.pending = Buffer.alloc(0);
		return text;
	}

	/** JSON contains no bare CR, so each one ends a line. */
	private withLineFeeds(text: string): string {
		const lines = this.afterCr && text.startsWith('\n') ? text.slice(1) : text;
		this.afterCr = text.endsWith('\r');
		return lines.includes('\r') ? lines.replace(/\r\n?/g, '\n') : lines;
	}

	/** @param text whole lines */
	private eventsIn(text: string): ServerSentEvent[] {
		const events: ServerSentEvent[] = [];
		for (let next = 0; next < text.length; ) {
			const start = text.charCodeAt(next) === BYTE_ORDER_MARK ? next + 1 : next;
			const end = text.indexOf('\n', start);
			if (end > start) this.takeLine(text, start, end);
			else if (this.event !== '' || this.data !== undefined) {
				events.push({ event: this.event, data: this.data ?? '' });
				this.event = '';
				this.data = undefined;
			}
			next = end + 1;
		}
		return events;
	}

	/** A line that begins with a colon is a comment; one without a colon is a field without a value. */
	private takeLine(text: string, start: number, end: number): void {
		if (text.startsWith('data:', start)) this.addData(valueOf(text, start + 5, end));
		else if (text.startsWith('event:', start)) this.event = valueOf(text, start + 6, end);
		else if (text.charCodeAt(start) === OPENING_BRACE) this.addData(text.slice(start, end));
		else if (text.slice(start, Math.min(end, start + 6)) === 'data') this.addData('');
		else if (text.slice(start, Math.min(end, start + 6)) === 'event') this.event = '';
	}

	private addData(line: string): void {
		this.data = this.data === undefined ? line : `${this.data}\n${line}`;
	}
}

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const BLANK = 0x20;
const OPENING_BRACE = 0x7b;
const BYTE_ORDER_MARK = 0xfeff;

/** The offset after the last line end; 0 where no line ends. */
function endOfLines(bytes: Buffer): number {
	const lines = bytes.lastIndexOf(LINE_FEED) + 1;
	const more = bytes.subarray(lines).lastIndexOf(CARRIAGE_RETURN) + 1;
	return lines + more;
}

/** The field's value, without one blank after the colon. */
function valueOf(text: string, start: number, end: number): string {
	return text.slice(text.charCodeAt(start) === BLANK ? start + 1 : start, end);
}
