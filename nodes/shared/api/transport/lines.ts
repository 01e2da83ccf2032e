/** Lines of a text that comes in chunks, without their ends and without empty ones; characters may be cut. */
export async function* linesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
	const decoder = new TextDecoder();
	let rest: string[] = [];
	for await (const chunk of chunks) {
		const pieces = decoder.decode(chunk, { stream: true }).split('\n');
		const last = pieces.pop() ?? '';
		for (const piece of pieces) {
			const line = rest.length === 0 ? piece : rest.join('') + piece;
			rest = [];
			if (line.trim() !== '') yield line;
		}
		if (last !== '') rest.push(last);
	}
	const line = rest.join('') + decoder.decode();
	if (line.trim() !== '') yield line;
}
