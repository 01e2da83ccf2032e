/** Seconds before each look at what an attempt may have left: a gateway may give up before the server is done. */
const BEFORE_LOOKS = [0, 1, 2, 4, 8, 15, 30];

/** The same after Stop, when there is not much time. */
const BEFORE_LOOKS_AFTER_STOP = [0, 1, 2, 4];

/**
 * How long to wait before another look.
 *
 * @param looks how often it was looked already
 * @returns milliseconds; undefined after the last look
 */
export function lookPause(looks: number, isStopped = false): number | undefined {
	const seconds = (isStopped ? BEFORE_LOOKS_AFTER_STOP : BEFORE_LOOKS)[looks];
	return seconds === undefined ? undefined : seconds * 1000;
}
