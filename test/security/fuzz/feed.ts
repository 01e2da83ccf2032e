/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/require-node-api-error */
import { Failure, INTERNAL_ERROR } from '../../../nodes/shared/errors/failure';
import type { Reader } from './reader';

/** Milliseconds of processor time for an input of 64 KB at most; most take less than one. */
const LONGEST = 1500;

/**
 * Gives bytes to a reader: a value or a Failure is right.
 *
 * @throws Error for every other error, the node's own mistake, too much time, and a prototype that was changed
 */
export async function feed({ read }: Reader, bytes: Buffer): Promise<void> {
	const before = process.cpuUsage();
	try {
		await read(bytes);
	} catch (error) {
		if (!(error instanceof Failure)) throw error;
		if (error.type === INTERNAL_ERROR) throw new Error(error.message, { cause: error });
	}
	const { user, system } = process.cpuUsage(before);
	const took = (user + system) / 1000;
	if (took > LONGEST) throw new Error(`It took ${Math.round(took)} ms`);
	if (Reflect.has({}, 'polluted')) throw new Error('A prototype was changed');
}
