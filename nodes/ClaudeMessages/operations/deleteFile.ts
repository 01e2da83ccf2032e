import { DEFAULT_SETTINGS } from '../../shared/api/endpoints/callApi';
import { deleteFile as remove } from '../../shared/api/endpoints/files';
import { readFileId } from '../panel/fileId';
import { eachItem } from './eachItem';

/** File → Delete. */
export const deleteFile = eachItem(async ({ field, connection, itemIndex }) => {
	const id = readFileId(field('fileId', ''));
	return {
		asked: ['delete file', id],
		async work(run) {
			const deleted = await remove(connection, id, DEFAULT_SETTINGS, run);
			return { json: { id: deleted, deleted: true }, pairedItem: { item: itemIndex } };
		},
	};
});
