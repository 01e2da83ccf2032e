import { cancelBatch as cancel } from '../../shared/api/endpoints/batches';
import { DEFAULT_SETTINGS } from '../../shared/api/endpoints/callApi';
import { batchItem } from '../output/batchItem';
import { readBatchId } from '../panel/batchId';
import { readSimplify } from '../panel/simplify';
import { eachItem } from './eachItem';

/** Batch → Cancel: what has begun is still answered, so the batch ends a little later. */
export const cancelBatch = eachItem(async ({ field, connection, itemIndex }) => {
	const id = readBatchId(field('batchId', ''));
	const simplify = readSimplify(field('simplify', true));
	return {
		asked: ['cancel batch', id, simplify],
		async work(run) {
			const batch = await cancel(connection, id, DEFAULT_SETTINGS, run);
			return batchItem(batch, { simplify, itemIndex });
		},
	};
});
