import type { Bed } from './bed';
import { startServer } from './server';
import { round, type Row } from './table';

/** Processor time of this process per item, against a bare request and against fewer items. */
export async function processorRows(bed: Bed, isShort: boolean): Promise<Row[]> {
	const server = await startServer();
	const many = isShort ? 2000 : 10_000;
	const perItem = async (count: number) => (await bed.ask(server.url, count, {})).cpu / count;
	const bare = async (count: number) => (await bed.minimal(server.url, count)).cpu / count;
	const streaming = async (count: number) =>
		(await bed.ask(server.url, count, { streaming: 'always' })).cpu / count;
	// The compiler has seen every path before anything is measured.
	for (let round = 0; round < 4; round++) {
		await perItem(500);
		await bare(500);
		await streaming(500);
	}
	const times: Record<'ours' | 'minimal' | 'streamed', number[]> = {
		ours: [],
		minimal: [],
		streamed: [],
	};
	// In turn, so that a machine that gets slower gets slower for all.
	for (let round = 0; round < 5; round++) {
		times.ours.push(await perItem(500));
		times.minimal.push(await bare(500));
		times.streamed.push(await streaming(500));
	}
	const ours = median(times.ours);
	const minimal = median(times.minimal);
	const streamed = median(times.streamed);
	const hundreds: number[] = [];
	for (let round = 0; round < 10; round++) hundreds.push(await perItem(100));
	const hundred = median(hundreds);
	const thousands = await perItem(many);
	await server.stop();
	return [
		{
			work: '500 items, no latency: processor time per item',
			measured: `${round(ours)} ms, ${round(ours / minimal)} × the minimal node (${round(minimal)} ms)`,
			bound: '≤ 1.15 ×',
			value: ours / minimal,
			limit: { most: 1.15 },
		},
		{
			work: 'the same, streamed',
			measured: `${round(streamed)} ms, ${round(streamed / minimal)} × the minimal node`,
			bound: '≤ 1.4 ×',
			value: streamed / minimal,
			limit: { most: 1.4 },
		},
		{
			work: `${many} items against 100: processor time per item`,
			measured: `${round(thousands)} ms, ${round(thousands / hundred)} × (${round(hundred)} ms)`,
			bound: '≤ 1.2 ×',
			value: thousands / hundred,
			limit: { most: 1.2 },
		},
	];
}

function median(values: readonly number[]): number {
	return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
