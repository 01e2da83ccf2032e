import { DEFAULT_SETTINGS } from '../../shared/api/endpoints/callApi';
import { FILE_LIMITS, FILES_PATH } from '../../shared/api/endpoints/files';
import { listEntries } from '../../shared/api/endpoints/pages';
import { fileItem } from '../output/fileItem';
import { readMost } from '../panel/most';
import { readSimplify } from '../panel/simplify';
import { eachItem } from './eachItem';

/** File → Get Many: an item for each file of the key's workspace. */
export const getManyFiles = eachItem(async ({ field, connection, itemIndex }) => {
	const list = { path: FILES_PATH, limits: FILE_LIMITS, most: readMost(field) };
	const simplify = readSimplify(field('simplify', true));
	return async (run) => {
		const files = await listEntries(connection, list, DEFAULT_SETTINGS, run);
		return files.map((file) => fileItem(file, { simplify, itemIndex }));
	};
});
