/** What is fed with bytes: it has to give a value, or to throw a Failure. */
export interface Reader {
	name: string;
	samples: ReadonlyArray<Buffer | string>;
	read(bytes: Buffer): unknown;
}

/** Pieces whose sizes the bytes themselves decide. */
export function pieces(bytes: Buffer): Buffer[] {
	const all: Buffer[] = [];
	for (let at = 0; at < bytes.length; ) {
		const size = 1 + ((bytes[at] ?? 0) % 97) * 11;
		all.push(bytes.subarray(at, at + size));
		at += size;
	}
	return all;
}
