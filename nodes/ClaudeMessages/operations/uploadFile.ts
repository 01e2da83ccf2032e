import { DEFAULT_SETTINGS } from '../../shared/api/endpoints/callApi';
import { uploadFile as upload } from '../../shared/api/endpoints/uploadFile';
import { rawFile } from '../files/rawFile';
import { fileItem } from '../output/fileItem';
import { readBinaryField } from '../panel/binaryField';
import { readSimplify } from '../panel/simplify';
import { readUploadOptions } from '../panel/uploadOptions';
import { eachItem } from './eachItem';

/** File → Upload: a file of the item goes to Anthropic, in pieces. */
export const uploadFile = eachItem(
	async ({ field, item, files, connection, itemIndex, isTool }) => {
		const { fileName, expiresIn } = readUploadOptions(field('options', {}));
		const simplify = readSimplify(field('simplify', true));
		const file = await rawFile(readBinaryField(field('binaryField', 'data')), item, files, isTool);
		const name = fileName ?? file.name;
		const { content, mediaType } = file;
		return {
			get asked() {
				const { contentLength, identity } = content;
				return ['upload', identity, contentLength, mediaType, name, expiresIn ?? null, simplify];
			},
			async work(run) {
				const wanted = { name, mediaType, content, expiresIn };
				const uploaded = await upload(connection, wanted, DEFAULT_SETTINGS, run);
				return fileItem(uploaded, { simplify, itemIndex });
			},
		};
	},
);
