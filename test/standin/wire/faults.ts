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
			const steps = gzipSteps([...reply.steps]);
			const zipped = { ...reply, headers: { ...reply.headers, 'content-encoding': 'gzip' }, steps };
			return 'content-length' in reply.headers ? withLength(zipped, lengthOf(steps)) : zipped;
		}
	}
}

/** The first so many bytes, half of them unless told otherwise. */
function beginning(steps: Iterable<Step>, bytes: number = Math.floor(lengthOf(steps) / 2)): Step[] {
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

function trickled(steps: Iterable<Step>, everyMs: number, size: number): Iterable<Step> {
	return {
		*[Symbol.iterator]() {
			for (const step of steps) {
				if (isPause(step)) {
					yield step;
					continue;
				}
				const bytes = Buffer.from(step);
				for (let offset = 0; offset < bytes.length; offset += size) {
					yield { delayMs: everyMs };
					yield bytes.subarray(offset, offset + size);
				}
			}
		},
	};
}

function withLength(reply: HttpReply, length: number): HttpReply {
	return { ...reply, headers: { ...reply.headers, 'content-length': String(Math.max(0, length)) } };
}

function lengthOf(steps: Iterable<Step>): number {
	let length = 0;
	for (const step of steps) length += isPause(step) ? 0 : Buffer.byteLength(step);
	return length;
}
