/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { dirname, join } from 'node:path';
import * as workflow from 'n8n-workflow';
import { anHourLater } from '../anHourLater';

/** By its path: the SDK does not offer its own way to wait. */
const sdkClock = jest.requireActual<{ sleep: (ms: number) => Promise<void> }>(
	join(dirname(require.resolve('@anthropic-ai/sdk')), 'internal', 'utils', 'sleep.js'),
);

/** Waits that ended at once, while the clock went on as if they had been waited. */
export interface QuickWaits {
	/** What the node asked to wait, in milliseconds. */
	readonly node: number[];
	/** What the official SDK asked to wait, in milliseconds. */
	readonly sdk: number[];
}

/**
 * Makes the waits between attempts short: those of the node and of the SDK. Each time an hour has gone by, so
 * that nothing is remembered of the limits. Undone by `jest.restoreAllMocks`.
 */
export function skipWaits(): QuickWaits {
	const skip = anHourLater();
	const noteIn = (waits: number[]) => async (ms: number) => {
		waits.push(ms);
		skip(Math.ceil(ms));
	};
	const waits: QuickWaits = { node: [], sdk: [] };
	jest.spyOn(workflow, 'sleep').mockImplementation(noteIn(waits.node));
	jest.spyOn(sdkClock, 'sleep').mockImplementation(noteIn(waits.sdk));
	return waits;
}
