import type { RetryHint } from '../../errors/failure';

const FIRST_DELAY_MS = 500;
const MAX_DELAY_MS = 8000;
const JITTER = 0.25;

/**
 * How long to wait before another attempt, as the official SDK does.
 *
 * @param retries retries done so far
 * @param random from 0 to 1
 * @returns milliseconds
 */
export function retryDelay({ afterMs }: RetryHint, retries: number, random: number): number {
	return afterMs ?? Math.min(FIRST_DELAY_MS * 2 ** retries, MAX_DELAY_MS) * (1 - random * JITTER);
}
