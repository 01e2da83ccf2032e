import type { BodyFault } from '../queuedReply';
import { gzipSteps } from './gzipSteps';
import { isPause, type HttpReply, type Reply, type Step } from './reply';

const DEFAULT_LENGTH_ERROR = -10;

/** The same answer, spoilt on its way. */
export function damage(reply: Reply, fault: BodyFault): Reply {
	if (reply.kind !== 'response') return reply;
	switch (fault.kind) {
		case 'cut':
			return { ...reply, steps: beginning(reply.steps, fault.bytes), end: 'cut' };
		case 'reset-in-body':
			return { ...reply, steps: beginning(reply.steps, fault.bytes), end: 'reset' };
		case 'wrong-length':
			return withLength(reply, lengthOf(reply.steps) + (fault.by ?? DEFAULT_LENGTH_ERROR));
		case 'trickle':
			return { ...reply, steps: trickled(reply.steps, fault.everyMs, fault.bytes ?? 1) };
		case 'gzip': {
			const steps = gzipSteps(reply.steps);
			const zipped = { ...reply, headers: { ...reply.headers, 'content-encoding': 'gzip' }, steps };
			return 'content-length' in reply.headers ? withLength(zipped, lengthOf(steps)) : zipped;
		}
	}
}

/** The first so many bytes, half of them unless told otherwise. */
function beginning(
	steps: readonly Step[],
	bytes: number = Math.floor(lengthOf(steps) / 2),
): Step[] {
	const kept: Step[] = [];
	let room = bytes;
	for (const step of steps) {
		if (room <= 0) break;
		if (isPause(step)) {
			kept.push(step);
			continue;
		}
		const part = Buffer.from(step).subarray(0, room);
		kept.push(part);
		room -= part.length;
	}
	return kept;
}

function trickled(steps: readonly Step[], everyMs: number, size: number): Step[] {
	return steps.flatMap((step) => {
		if (isPause(step)) return [step];
		const bytes = Buffer.from(step);
		const pieces: Step[] = [];
		for (let offset = 0; offset < bytes.length; offset += size) {
			pieces.push({ delayMs: everyMs }, bytes.subarray(offset, offset + size));
		}
		return pieces;
	});
}

function withLength(reply: HttpReply, length: number): HttpReply {
	return { ...reply, headers: { ...reply.headers, 'content-length': String(Math.max(0, length)) } };
}

function lengthOf(steps: readonly Step[]): number {
	return steps.reduce((sum, step) => sum + (isPause(step) ? 0 : Buffer.from(step).length), 0);
}
