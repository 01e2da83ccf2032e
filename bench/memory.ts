/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { pdfOfSize, pngOfSize } from '../test/fixtures/bigFiles';
import { medianOf } from './median';
import { startServer } from './server';
import { round, type Row } from './table';

const MB = 1024 * 1024;

/** What the same run differs by from one time to the next, as Node.js collects sooner or later: no base for a ratio. */
const NOISE_MB = 20;

/** Growth of resident memory while files go out, over what short questions take, each in a fresh process. */
export async function memoryRows(isShort: boolean): Promise<Row[]> {
	const server = await startServer();
	const folder = mkdtempSync(join(tmpdir(), 'claude-messages-bench-'));
	const image = join(folder, 'image.png');
	const document = join(folder, 'document.pdf');
	writeFileSync(image, pngOfSize(7 * MB));
	writeFileSync(document, pdfOfSize(23 * MB));
	const growthOnce = async (kind: string, count: number, path: string) => {
		const args = ['--import', 'tsx', join(__dirname, 'memoryOf.ts')];
		const { stdout } = await promisify(execFile)(
			process.execPath,
			[...args, server.url, kind, String(count), path],
			{ maxBuffer: MB },
		);
		return Number(stdout.trim()) / MB;
	};
	const times = isShort ? 1 : 3;
	const growth = async (kind: string, count: number, path: string) =>
		await medianOf(times, async () => await growthOnce(kind, count, path));
	const many = isShort ? 40 : 100;
	const twenty = await growth('image', 20, image);
	const more = await growth('image', many, image);
	const ratio = more / Math.max(NOISE_MB, twenty);
	const pdf = await growth('document', 1, document);
	await server.stop();
	rmSync(folder, { recursive: true });
	return [
		{
			work: '20 items with a 7 MB PNG each, Concurrency 5: growth of resident memory',
			measured: `${round(twenty, 0)} MB`,
			bound: '≤ 60 MB',
			value: twenty,
			limit: { most: 60 },
		},
		{
			work: `${many} such items against 20`,
			measured: `${round(more, 0)} MB, ${round(ratio)} ×`,
			bound: '≤ 1.2 ×',
			value: ratio,
			limit: { most: 1.2 },
		},
		{
			work: 'one large PDF (31 MB on the wire): growth of resident memory',
			measured: `${round(pdf, 0)} MB`,
			bound: '≤ 20 MB',
			value: pdf,
			limit: { most: 20 },
		},
	];
}
