/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
/** Prints by how many bytes resident memory grew while the node sent files. */
import { createReadStream } from 'node:fs';
import type { IBinaryData } from 'n8n-workflow';
import { type Bed, startBed } from './bed';

const [url = '', kind = 'image', count = '1', path = ''] = process.argv.slice(2);

void main();

async function main() {
	const bed = await startBed();
	// Piece by piece: the file is never in this process as a whole.
	const data = await bed.engine.store(createReadStream(path), 'file', 'application/octet-stream');
	// The floor is what the process takes while it asks short questions: by then the code is compiled and
	// the engine's young generation has the size that any traffic gives it.
	const floor = await peakDuring(async () => {
		for (let round = 0; round < 5; round++) await bed.ask(url, 1000, {});
	});
	const work = async () => {
		if (kind === 'upload') await upload(bed, data);
		else if (kind === 'download') await download(bed);
		else await send(bed, Number(count), data);
	};
	const peak = await peakDuring(work);
	process.stdout.write(`${Math.max(0, peak - floor)}\n`, () => process.exit(0));
}

/** The most resident memory, in bytes, that was seen meanwhile. */
async function peakDuring(work: () => Promise<void>): Promise<number> {
	let peak = 0;
	const timer = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 5);
	await work();
	clearInterval(timer);
	return Math.max(peak, process.memoryUsage.rss());
}

async function upload(bed: Bed, data: IBinaryData): Promise<void> {
	const input = [{ json: {}, binary: { data } }];
	await bed.measure({ resource: 'file', operation: 'upload' }, input, url);
}

async function download(bed: Bed): Promise<void> {
	const parameters = { resource: 'file', operation: 'download', fileId: 'file_1' };
	const { run } = await bed.measure(parameters, [{ json: {} }], url);
	const { bytes } = run.items('Claude Messages')[0]?.binary?.data ?? {};
	if (bytes !== Number(count)) throw new RangeError(`${bytes} of ${count} bytes arrived`);
}

async function send(bed: Bed, items: number, data: IBinaryData): Promise<void> {
	await bed.measure(
		{
			messages: { values: [{ role: 'user', type: kind, source: 'binary', binaryField: 'data' }] },
			options: { concurrency: 5 },
		},
		Array.from({ length: items }, () => ({ json: {}, binary: { data } })),
		url,
	);
}
