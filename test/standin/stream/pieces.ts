const LENGTHS = [3, 1, 5, 2, 4];

/** Cuts a text into pieces of a few characters; none is cut through. */
export function pieces(text: string): string[] {
	const characters = Array.from(text);
	const cut: string[] = [];
	for (let start = 0; start < characters.length; ) {
		const length = LENGTHS[cut.length % LENGTHS.length] ?? 1;
		cut.push(characters.slice(start, start + length).join(''));
		start += length;
	}
	return cut;
}
