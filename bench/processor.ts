import type { Bed } from './bed';
import { startServer } from './server';
import { round, type Row } from './table';

/** Processor time of this process per item, against a bare request and against fewer items. */
export async function processorRows(bed: Bed, isShort: boolean): Promise<Row[]> {
	const server = await startServer();
	const many = isShort ? 2000 : 10_000;
	const perItem = async (count: number) =>
		(await bed.ask(server.url, count, {})).cpu / count;
	const bare = async (count: number) => (await bed.minimal(server.url, count)).cpu / count;
	await perItem(300);
	await bare(300);
	const ours = await median(3, async () => await perItem(500));
	const minimal = await median(3, async () => await bare(500));
	const streamed = await median(
		3,
		async () => (await bed.ask(server.url, 500, { streaming: 'always' })).cpu / 500,
	);
	const hundred = await median(9, async () => await perItem(100));
	const thousands = await perItem(many);
	await server.stop();
	return [
		{
			work: '500 items, no latency: processor time per item',
			measured: `${round(ours)} ms, ${round(ours / minimal)} × the minimal node (${round(minimal)} ms); streamed ${round(streamed / minimal)} ×`,
			bound: '≤ 1.25 ×',
			value: ours / minimal,
			limit: { most: 1.25 },
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

async function median(times: number, measure: () => Promise<number>): Promise<number> {
	const values: number[] = [];
	for (let time = 0; time < times; time++) values.push(await measure());
	return values.sort((a, b) => a - b)[Math.floor(times / 2)] ?? 0;
}
