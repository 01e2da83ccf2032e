/** One server-sent event: its name and its data lines joined. */
export interface ServerSentEvent {
	event: string;
	data: string;
}

/**
 * The events of a stream, however it is cut into chunks: lines may end in LF, CR or CRLF, characters of
 * several bytes may be split. An event that the stream breaks off in is not given.
 *
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream
 */
export async function* serverSentEvents(
	chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<ServerSentEvent> {
	const decoder = new TextDecoder();
	let pending = '';
	let event = '';
	let data: string[] = [];

	for await (const chunk of chunks) {
		const lines = (pending + decoder.decode(chunk, { stream: true })).split(LINE_END);
		pending = lines.pop() ?? '';
		yield* take(lines);
	}
	// A CR that waited for its LF was a whole line end after all.
	if (pending.endsWith('\r')) yield* take(pending.slice(0, -1).split(LINE_END));

	function* take(lines: readonly string[]): Generator<ServerSentEvent> {
		for (const line of lines) {
			if (line === '') {
				if (event !== '' || data.length > 0) yield { event, data: data.join('\n') };
				event = '';
				data = [];
				continue;
			}
			const [field, value] = fieldOf(line);
			if (field === 'event') event = value;
			else if (field === 'data') data.push(value);
		}
	}
}

/** A CR at the very end may be the first half of a CRLF, so it waits for what follows. */
const LINE_END = /\r\n|\n|\r(?!$)/;

/** A line without a colon is a field without a value; one that begins with a colon is a remark. */
function fieldOf(line: string): [field: string, value: string] {
	const colon = line.indexOf(':');
	if (colon < 0) return [line, ''];
	const value = line.slice(colon + 1);
	return [line.slice(0, colon), value.startsWith(' ') ? value.slice(1) : value];
}
