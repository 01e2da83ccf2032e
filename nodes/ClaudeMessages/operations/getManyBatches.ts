import { BATCH_LIMITS, BATCHES_PATH } from '../../shared/api/endpoints/batches';
import { DEFAULT_SETTINGS } from '../../shared/api/endpoints/callApi';
import { listEntries } from '../../shared/api/endpoints/pages';
import { batchItem } from '../output/batchItem';
import { readMost } from '../panel/most';
import { readSimplify } from '../panel/simplify';
import { eachItem } from './eachItem';

/** Batch → Get Many: an item for each batch of the key's workspace, newest first. */
export const getManyBatches = eachItem(async ({ field, connection, itemIndex }) => {
	const list = { path: BATCHES_PATH, limits: BATCH_LIMITS, most: readMost(field) };
	const simplify = readSimplify(field('simplify', true));
	return async (run) => {
		const batches = await listEntries(connection, list, DEFAULT_SETTINGS, run);
		return batches.map((batch) => batchItem(batch, { simplify, itemIndex }));
	};
});
