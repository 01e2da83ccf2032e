/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose_gc');

/** Collects what nothing refers to any more. */
export const collectGarbage: () => void = runInNewContext('gc');

/** What this process holds after its garbage is collected, buffers included, in megabytes. */
export function heldMegabytes(): number {
	collectGarbage();
	const { heapUsed, external } = process.memoryUsage();
	return (heapUsed + external) / 1024 / 1024;
}
