import { startStandIn } from '../test/standin';
import { API_KEY, question } from '../test/engine/testbed';
import { type Bed, questions } from './bed';
import type { Row } from './table';

const ITEMS = 100;

/** Items that share one long system prompt. */
export async function cacheRows(bed: Bed): Promise<Row[]> {
	const standIn = await startStandIn({ apiKey: API_KEY });
	await bed.measure(
		{
			...question('={{ $json.question }}'),
			system: 'You know the catalogue of a shop by heart. '.repeat(400),
			options: { promptCaching: '5m' },
		},
		questions(ITEMS),
		standIn.url,
	);
	const { writes, reads } = standIn.cache;
	await standIn.close();
	return [
		{
			work: `${ITEMS} items that share one long prompt, Prompt Caching on`,
			measured: `${writes} written, ${reads} read`,
			bound: `1 written, ${ITEMS - 1} read`,
			value: writes + (ITEMS - 1 - reads),
			limit: { most: 1 },
		},
	];
}
