/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { createReadStream, createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { finished } from 'node:stream/promises';
import { watchHeap } from '../test/heap';
import { question } from '../test/engine/testbed';
import { resultLine, startBatchServer } from './batchServer';
import type { Bed } from './bed';
import { medianOf } from './median';
import { round, type Row } from './table';

/** Batches of many requests. */
export async function batchRows(bed: Bed, isShort: boolean): Promise<Row[]> {
	return [await roundTrip(bed), await manyResults(bed, isShort ? 20_000 : 100_000)];
}

const ITEMS = 5000;

/** Every result on its row, whatever order the results have. */
async function roundTrip(bed: Bed): Promise<Row> {
	const server = await startBatchServer();
	const items = Array.from({ length: ITEMS }, (_, index) => ({
		json: { row: index, question: `Question ${index}? ${'word '.repeat(40)}` },
	}));
	const request = { ...question('={{ $json.question }}'), resource: 'batch', operation: 'create' };
	await bed.measure(request, items.slice(0, 50), server.url);
	const watch = watchHeap(200);
	await bed.measure(request, items, server.url);
	const most = watch.stop();
	const results = {
		resource: 'batch',
		operation: 'getResults',
		batchId: 'msgbatch_1',
		options: { includeInput: true },
	};
	const { run } = await bed.measure(results, items, server.url);
	server.stop();
	const found = run.items('Claude Messages');
	const wrong = found.filter(
		({ json }, index) => json.row !== index || json.text !== `Answer ${index}.`,
	).length;
	const isWhole = found.length === ITEMS && wrong === 0;
	return {
		work: `${ITEMS} items through Create and Get Results: what Create holds`,
		measured: `${isWhole ? 'every result on its row' : `${wrong} of ${found.length} on wrong rows`}, ${round(most, 0)} MB`,
		bound: 'all, ≤ 60 MB',
		value: isWhole ? most : Infinity,
		limit: { most: 60 },
	};
}

/** Making items of results against plain Node.js that only parses the same bytes. */
async function manyResults(bed: Bed, count: number): Promise<Row> {
	const folder = mkdtempSync(join(tmpdir(), 'claude-messages-bench-'));
	const file = join(folder, 'results.jsonl');
	const writing = createWriteStream(file);
	for (let index = count - 1; index >= 0; index--) {
		writing.write(resultLine(`${index}-abc`, 'x'.repeat(700)));
	}
	writing.end();
	await finished(writing);
	const server = await startBatchServer((response) => createReadStream(file).pipe(response));
	server.count = count;
	const parameters = { resource: 'batch', operation: 'getResults', batchId: 'msgbatch_1' };
	const once = async () => {
		const { run, cpu } = await bed.measure(parameters, [{ json: {} }], server.url);
		if (run.items('Claude Messages').length !== count) throw new RangeError('Results were lost');
		return cpu / 1000;
	};
	// For the compiler.
	for (let time = 0; time < 3; time++) {
		await plainCpu(server.url);
		await once();
	}
	let [ours, plain] = [0, 0];
	const ratio = await medianOf(5, async () => {
		plain = await plainCpu(server.url);
		ours = await once();
		return ours / plain;
	});
	server.stop();
	rmSync(folder, { recursive: true });
	return {
		work: `${count} results of 1 KB: processor time, the server’s included`,
		measured: `${round(ratio)} × readline and JSON.parse, the last time ${round(ours)} s to ${round(plain)} s`,
		bound: '≤ 1.5 ×',
		value: ratio,
		limit: { most: 1.5 },
	};
}

/** Seconds that plain Node.js takes to read and parse the same results. */
async function plainCpu(url: string): Promise<number> {
	const before = process.cpuUsage();
	const kept: unknown[] = [];
	await new Promise<void>((resolve, reject) => {
		get(`${url}/v1/messages/batches/msgbatch_1/results`, (response) => {
			const lines = createInterface({ input: response, crlfDelay: Infinity });
			lines.on('line', (line) => kept.push(JSON.parse(line)));
			lines.on('close', resolve);
		}).on('error', reject);
	});
	const { user, system } = process.cpuUsage(before);
	return (user + system) / 1e6;
}
