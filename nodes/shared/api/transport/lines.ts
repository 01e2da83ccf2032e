/**
 * Lines of a text that comes in chunks, without their ends and without empty ones; characters may be cut.
 *
 * @param check called with the bytes that have come since the last line; throws where a line has no end
 */
export async function* linesOf(
	chunks: AsyncIterable<Uint8Array>,
	check: (length: number) => void = () => undefined,
): AsyncGenerator<string> {
	const decoder = new TextDecoder();
	let rest: string[] = [];
	let waiting = 0;
	for await (const chunk of chunks) {
		waiting += chunk.length;
		check(waiting);
		const pieces = decoder.decode(chunk, { stream: true }).split('\n');
		const last = pieces.pop() ?? '';
		for (const piece of pieces) {
			const line = rest.length === 0 ? piece : rest.join('') + piece;
			rest = [];
			if (line.trim() === '') continue;
			waiting = 0;
			yield line;
		}
		if (last !== '') rest.push(last);
	}
	const line = rest.join('') + decoder.decode();
	if (line.trim() !== '') yield line;
}
