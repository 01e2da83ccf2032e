import { API_KEY } from '../test/engine/testbed';
import { type Bed, bodyOf } from './bed';
import { undiciFloor } from './floor';
import { medianOf } from './median';
import { startServer } from './server';
import { round, type Row } from './table';

const ITEMS = 200;
const LATENCY = 100;
const LANES = 10;

/** Items in lanes against undici with as many connections, and against one after another. */
export async function parallelRows(bed: Bed, times: number): Promise<Row[]> {
	const server = await startServer('--latency', String(LATENCY));
	const bodies = Array.from({ length: ITEMS }, (_, index) => bodyOf(`Question ${index}?`));
	await bed.ask(server.url, LANES, { concurrency: LANES });
	await undiciFloor(server.url, API_KEY, bodies.slice(0, LANES), LANES);
	const floor = await medianOf(
		times,
		async () => await undiciFloor(server.url, API_KEY, bodies, LANES),
	);
	const wall = async (items: number, concurrency: number) =>
		(await bed.ask(server.url, items, { concurrency })).wall;
	const ours = await medianOf(times, async () => await wall(ITEMS, LANES));
	const few = ITEMS / 5;
	const single = 5 * (await medianOf(times, async () => await wall(few, 1)));
	await server.stop();
	const work = `${ITEMS} items, an answer takes ${LATENCY} ms, Concurrency ${LANES}`;
	return [
		{
			work,
			measured: `${round(ours, 0)} ms, ${round(ours / floor)} × undici with ${LANES} connections (${round(floor, 0)} ms)`,
			bound: '≤ 1.15 ×',
			value: ours / floor,
			limit: { most: 1.15 },
		},
		{
			work: `the same against one after another (${few} items, times 5)`,
			measured: `${round(single / ours, 1)} × as fast`,
			bound: '≥ 9 ×',
			value: single / ours,
			limit: { least: 9 },
		},
	];
}
