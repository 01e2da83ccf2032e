/**
 * Lines of a text that comes in chunks, without their ends and without empty ones; characters may be cut. They
 * come in groups, as waiting for each line would cost as much as reading it.
 *
 * @param check called with the bytes that have come since the last line; throws where a line has no end
 */
export async function* linesOf(
	chunks: AsyncIterable<Uint8Array>,
	check: (length: number) => void = () => undefined,
): AsyncGenerator<string[]> {
	const decoder = new TextDecoder();
	let rest: string[] = [];
	let waiting = 0;
	for await (const chunk of chunks) {
		waiting += chunk.length;
		check(waiting);
		const pieces = decoder.decode(chunk, { stream: true }).split('\n');
		const last = pieces.pop() ?? '';
		if (pieces.length > 0) {
			pieces[0] = [...rest, pieces[0]].join('');
			rest = [];
			const lines = pieces.filter(isFilled);
			if (lines.length > 0) {
				waiting = 0;
				yield lines;
			}
		}
		if (last !== '') rest.push(last);
	}
	const line = rest.join('') + decoder.decode();
	if (isFilled(line)) yield [line];
}

function isFilled(line: string): boolean {
	return line.trim() !== '';
}
