import { DEFAULT_SETTINGS } from '../../shared/api/endpoints/callApi';
import { getFile as get } from '../../shared/api/endpoints/files';
import { fileItem } from '../output/fileItem';
import { readFileId } from '../panel/fileId';
import { readSimplify } from '../panel/simplify';
import { eachItem } from './eachItem';

/** File → Get. */
export const getFile = eachItem(async ({ field, connection, itemIndex }) => {
	const id = readFileId(field('fileId', ''));
	const simplify = readSimplify(field('simplify', true));
	return async (run) => {
		const file = await get(connection, id, DEFAULT_SETTINGS, run);
		return fileItem(file, { simplify, itemIndex });
	};
});
