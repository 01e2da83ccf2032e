import { getBatch as get } from '../../shared/api/endpoints/batches';
import { DEFAULT_SETTINGS } from '../../shared/api/endpoints/callApi';
import { batchItem } from '../output/batchItem';
import { readBatchId } from '../panel/batchId';
import { readSimplify } from '../panel/simplify';
import { eachItem } from './eachItem';

/** Batch → Get. */
export const getBatch = eachItem(async ({ field, connection, itemIndex }) => {
	const id = readBatchId(field('batchId', ''));
	const simplify = readSimplify(field('simplify', true));
	return async (run) => {
		const batch = await get(connection, id, DEFAULT_SETTINGS, run);
		return batchItem(batch, { simplify, itemIndex });
	};
});
