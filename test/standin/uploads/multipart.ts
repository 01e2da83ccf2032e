const LINE_END = '\r\n';
const HEADERS_END = '\r\n\r\n';
const MAX_HEADER_BYTES = 16 * 1024;

/** Takes the bytes of one part, piece by piece. */
export interface PartSink {
	write(bytes: Buffer): void;
}

export interface PartHeaders {
	/** Of `content-disposition`. */
	name: string;
	filename: string | undefined;
	type: string | undefined;
}

type State = 'before' | 'delimiter' | 'headers' | 'inside' | 'end' | 'broken';

/** Reads `multipart/form-data` as it comes, and holds no more of it than a chunk. */
export class MultipartReader {
	/** The first delimiter may stand at the very beginning. */
	private pending: Buffer = Buffer.from(LINE_END);
	private state: State = 'before';
	private sink: PartSink | undefined;
	private readonly delimiter: Buffer;

	constructor(
		boundary: string,
		private readonly open: (headers: PartHeaders) => PartSink,
	) {
		this.delimiter = Buffer.from(`${LINE_END}--${boundary}`);
	}

	/** Whether the last delimiter has come, and every one before it. */
	get isComplete(): boolean {
		return this.state === 'end';
	}

	write(chunk: Buffer) {
		this.pending = Buffer.concat([this.pending, chunk]);
		let goesOn = true;
		while (goesOn) goesOn = this.step();
	}

	/** Whether there may be more to do with what is pending. */
	private step(): boolean {
		switch (this.state) {
			case 'before':
			case 'inside':
				return this.readContent();
			case 'delimiter':
				return this.readDelimiterEnd();
			case 'headers':
				return this.readHeaders();
			case 'end':
			case 'broken':
				this.pending = Buffer.alloc(0);
				return false;
		}
	}

	private readContent(): boolean {
		const found = this.pending.indexOf(this.delimiter);
		// The end of what is there may be the beginning of a delimiter.
		const end = found === -1 ? this.pending.length - this.delimiter.length + 1 : found;
		if (end > 0) this.sink?.write(this.pending.subarray(0, end));
		if (found === -1) {
			this.pending = this.pending.subarray(Math.max(0, end));
			return false;
		}
		this.pending = this.pending.subarray(found + this.delimiter.length);
		this.state = 'delimiter';
		return true;
	}

	private readDelimiterEnd(): boolean {
		if (this.pending.length < 2) return false;
		const mark = this.pending.toString('latin1', 0, 2);
		this.state = mark === '--' ? 'end' : mark === LINE_END ? 'headers' : 'broken';
		// The line's end stays, so that a part without headers ends like one with them.
		if (this.state !== 'headers') this.pending = this.pending.subarray(2);
		return true;
	}

	private readHeaders(): boolean {
		const end = this.pending.indexOf(HEADERS_END);
		if (end === -1) {
			if (this.pending.length > MAX_HEADER_BYTES) this.state = 'broken';
			return false;
		}
		const headers = parseHeaders(this.pending.toString('utf8', 0, end));
		this.pending = this.pending.subarray(end + LINE_END.length);
		// An empty part's delimiter begins with the line's end that ends the headers.
		this.state = headers === undefined ? 'broken' : 'inside';
		this.sink = headers && withoutStart(LINE_END.length, this.open(headers));
		return true;
	}
}

/** Does not pass the first bytes on. */
function withoutStart(count: number, sink: PartSink): PartSink {
	let left = count;
	return {
		write: (bytes) => {
			const rest = bytes.subarray(left);
			left = Math.max(0, left - bytes.length);
			if (rest.length > 0) sink.write(rest);
		},
	};
}

/** What `content-type: multipart/form-data` says, if it is that. */
export function boundaryOf(contentType = ''): string | undefined {
	if (!/^multipart\/form-data\s*;/i.test(contentType)) return undefined;
	const [, quoted, plain] = /;\s*boundary=(?:"([^"]+)"|([^\s;"]+))/i.exec(contentType) ?? [];
	return quoted ?? plain;
}

function parseHeaders(text: string): PartHeaders | undefined {
	const lines = text.split(LINE_END);
	const valueOf = (name: string) =>
		lines.find((line) => line.toLowerCase().startsWith(`${name}:`))?.slice(name.length + 1);
	const disposition = valueOf('content-disposition') ?? '';
	const parameter = (name: string) =>
		new RegExp(`;\\s*${name}="((?:[^"\\\\]|\\\\.)*)"`, 'i')
			.exec(disposition)?.[1]
			?.replace(/\\"/g, '"');
	const name = parameter('name');
	if (!/^\s*form-data\s*;/i.test(disposition) || name === undefined) return undefined;
	const type = valueOf('content-type')?.split(';')[0]?.trim().toLowerCase();
	return { name, filename: parameter('filename'), type };
}
