import { startStandIn } from '../test/standin';
import { API_KEY } from '../test/engine/testbed';
import type { Bed } from './bed';
import { round, type Row } from './table';

const ITEMS = 100;
const PER_SECOND = 20;
const BURST = 5;

/** More items than the rate limit lets through at once. */
export async function limitRows(bed: Bed): Promise<Row[]> {
	const standIn = await startStandIn({ apiKey: API_KEY });
	await bed.ask(standIn.url, 5, {});
	standIn.limitRequests({ perSecond: PER_SECOND, burst: BURST });
	const { run, wall } = await bed.ask(standIn.url, ITEMS, {});
	const { refused } = standIn.limits;
	await standIn.close();
	const ideal = ((ITEMS - BURST) / PER_SECOND) * 1000;
	const answered = run.items('Claude Messages').length;
	const work = `${ITEMS} items, ${PER_SECOND} requests a second allowed (${BURST} at once)`;
	return [
		{
			work,
			measured: `${answered} answered in ${round(wall, 0)} ms, ${round(wall / ideal)} × the ideal time`,
			bound: '≤ 1.2 ×',
			value: answered === ITEMS ? wall / ideal : Infinity,
			limit: { most: 1.2 },
		},
		{
			work: 'the same: refused requests',
			measured: String(refused),
			bound: '≤ 5',
			value: refused,
			limit: { most: 5 },
		},
	];
}
