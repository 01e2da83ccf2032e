/** A file that comes in pieces of so many bytes. */
export async function* chunked(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
	for (let start = 0; start < bytes.length; start += size) {
		yield bytes.subarray(start, start + size);
	}
}

/** A file that comes in exactly these pieces. */
export async function* pieces(...parts: Uint8Array[]): AsyncGenerator<Uint8Array> {
	yield* parts;
}

/** A file cut in two at one place; an empty piece comes where the place is at an end. */
export function cutAt(bytes: Uint8Array, place: number): AsyncGenerator<Uint8Array> {
	return pieces(bytes.subarray(0, place), bytes.subarray(place));
}

export async function joined(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
	const parts: Uint8Array[] = [];
	for await (const chunk of chunks) parts.push(chunk);
	return Buffer.concat(parts);
}

/** Every place in a file, its ends included. */
export function places(bytes: Uint8Array): number[] {
	return Array.from({ length: bytes.length + 1 }, (_, index) => index);
}

/** An opener that knows how many of its streams are still open, as a file system does. */
export function countedOpener(bytes: Uint8Array, size: number) {
	let open = 0;
	return {
		stillOpen: () => open,
		async *open(): AsyncGenerator<Uint8Array> {
			open++;
			try {
				yield* chunked(bytes, size);
			} finally {
				open--;
			}
		},
	};
}
