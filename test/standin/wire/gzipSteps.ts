/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { constants, deflateRawSync, gzipSync } from 'node:zlib';
import { isPause, type Step } from './reply';

const HEADER_BYTES = 10;
/** CRC and length of the whole. */
const TRAILER_BYTES = 8;

/** One gzip file whose every step can be unpacked as soon as it is there. */
export function gzipSteps(steps: readonly Step[]): Step[] {
	const pieces = steps.flatMap((step) => (isPause(step) ? [] : [Buffer.from(step)]));
	const whole = gzipSync(Buffer.concat(pieces));
	return [
		whole.subarray(0, HEADER_BYTES),
		...steps.map((step) =>
			isPause(step) ? step : deflateRawSync(step, { finishFlush: constants.Z_SYNC_FLUSH }),
		),
		Buffer.concat([deflateRawSync(''), whole.subarray(-TRAILER_BYTES)]),
	];
}
