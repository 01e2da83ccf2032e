import { deleteBatch as remove } from '../../shared/api/endpoints/batches';
import { DEFAULT_SETTINGS } from '../../shared/api/endpoints/callApi';
import { readBatchId } from '../panel/batchId';
import { eachItem } from './eachItem';

/** Batch → Delete. */
export const deleteBatch = eachItem(async ({ field, connection, itemIndex }) => {
	const id = readBatchId(field('batchId', ''));
	return {
		asked: ['delete batch', id],
		async work(run) {
			const deleted = await remove(connection, id, DEFAULT_SETTINGS, run);
			return { json: { id: deleted, deleted: true }, pairedItem: { item: itemIndex } };
		},
	};
});
