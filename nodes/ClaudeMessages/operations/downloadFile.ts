import { DEFAULT_SETTINGS } from '../../shared/api/endpoints/callApi';
import { downloadFile as download, getFile } from '../../shared/api/endpoints/files';
import { fileItem } from '../output/fileItem';
import { readFileId } from '../panel/fileId';
import { readOutputField } from '../panel/outputField';
import { eachItem } from './eachItem';

/** File → Download: the file comes with the item, under its own name. */
export const downloadFile = eachItem(async ({ field, connection, itemIndex, store }) => {
	const id = readFileId(field('fileId', ''));
	const name = readOutputField(field('outputField', 'data'));
	return async (run) => {
		const metadata = await getFile(connection, id, DEFAULT_SETTINGS, run);
		const file = await download(connection, metadata, DEFAULT_SETTINGS, run, store);
		return { ...fileItem(metadata, { simplify: true, itemIndex }), binary: { [name]: file } };
	};
});
