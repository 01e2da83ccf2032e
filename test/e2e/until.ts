import { until as untilSo } from '../until';

/** Waits for something that happens in another process, which is not asked more often than it can bear. */
export async function until(
	happened: () => boolean | Promise<boolean>,
	seconds?: number,
): Promise<void> {
	await untilSo(happened, { seconds, everyMs: 50 });
}
