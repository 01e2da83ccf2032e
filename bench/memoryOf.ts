/* eslint-disable @n8n/community-nodes/no-restricted-globals */
/** Prints by how many bytes resident memory grew while the node sent files; run with --expose-gc. */
import { pdfOfSize, pngOfSize } from '../test/fixtures/bigFiles';
import { type Bed, startBed } from './bed';

const [url = '', kind = 'image', count = '1', size = '1000'] = process.argv.slice(2);

void main();

async function main() {
	const bed = await startBed();
	// What the code itself needs is loaded by a few small files first.
	await send(bed, 20, 100_000);
	let bytes: Buffer | undefined = fileOf(Number(size));
	const stored = await bed.engine.store(bytes, 'file', 'application/octet-stream');
	bytes = undefined;
	await settle();
	const before = process.memoryUsage.rss();
	let peak = before;
	const timer = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 5);
	await sendStored(bed, Number(count), stored);
	clearInterval(timer);
	process.stdout.write(`${peak - before}\n`, () => process.exit(0));
}

async function send(bed: Bed, items: number, fileSize: number) {
	const stored = await bed.engine.store(fileOf(fileSize), 'file', 'application/octet-stream');
	await sendStored(bed, items, stored);
}

async function sendStored(
	bed: Bed,
	items: number,
	data: Awaited<ReturnType<Bed['engine']['store']>>,
) {
	await bed.measure(
		{
			messages: { values: [{ role: 'user', type: kind, source: 'binary', binaryField: 'data' }] },
			options: { concurrency: 5 },
		},
		Array.from({ length: items }, () => ({ json: {}, binary: { data } })),
		url,
	);
}

function fileOf(fileSize: number): Buffer {
	return kind === 'image' ? pngOfSize(fileSize) : pdfOfSize(fileSize);
}

/** Lets the process give back what it no longer needs. */
async function settle() {
	for (let times = 0; times < 5; times++) {
		global.gc?.();
		await new Promise((resolve) => setTimeout(resolve, 100));
	}
}
