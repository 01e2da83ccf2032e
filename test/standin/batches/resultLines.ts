import type { Step } from '../wire/reply';

const CHUNK_CHARACTERS = 64 * 1024;

/** Lines in an order that is not that of the requests, each made when it is sent. */
export function resultLines(count: number, lineOf: (index: number) => string): Iterable<Step> {
	return {
		*[Symbol.iterator]() {
			let chunk = '';
			for (const index of shuffled(count)) {
				chunk += `${lineOf(index)}\n`;
				if (chunk.length < CHUNK_CHARACTERS) continue;
				yield chunk;
				chunk = '';
			}
			if (chunk !== '') yield chunk;
		},
	};
}

/** Every index once, the last one first, and always in the same order. */
export function* shuffled(count: number): Generator<number> {
	const stride = strideFor(count);
	for (let step = 0; step < count; step++) {
		yield count - 1 - ((step * stride) % count);
	}
}

/** Around the golden section, and without a common divisor, so that no index is met twice. */
function strideFor(count: number): number {
	let stride = Math.max(1, Math.round(count * 0.618));
	while (divisor(stride, count) !== 1) stride += 1;
	return stride;
}

function divisor(a: number, b: number): number {
	return b === 0 ? a : divisor(b, a % b);
}
