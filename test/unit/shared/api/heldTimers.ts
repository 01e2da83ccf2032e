/* eslint-disable @n8n/community-nodes/no-restricted-globals */
/** A time in which a process runs other code and nothing else, in milliseconds since the start. */
export interface Stall {
	from: number;
	until: number;
}

/**
 * Lets timers that fall into a stall fire at its end, as in Node.js; needs jest's fake timers.
 *
 * @param stalls in their order, counted from now
 * @returns puts the timers back
 */
export function heldTimers(stalls: readonly Stall[]): () => void {
	const { setTimeout } = globalThis;
	const began = Date.now();
	const held = (run: () => void, ms = 0) => {
		const due = Date.now() - began + ms;
		const stall = stalls.find(({ from, until }) => from <= due && due < until);
		return setTimeout(run, stall === undefined ? ms : ms + stall.until - due);
	};
	globalThis.setTimeout = Object.assign(held, { __promisify__: setTimeout.__promisify__ });
	return () => (globalThis.setTimeout = setTimeout);
}
