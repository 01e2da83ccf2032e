import { invalid } from '../apiError';
import { decodeBase64 } from '../facts/base64';
import { IMAGE_TYPES, imageSizeOf, imageTypeOf } from '../facts/imageFacts';
import * as is from './shape';

/** Counted in base64. https://platform.claude.com/docs/en/build-with-claude/vision */
const MAX_BASE64_LENGTH = 10 * 1024 * 1024;

const shape = is.fields({
	type: is.text,
	media_type: is.oneOf(...IMAGE_TYPES),
	data: is.filledText,
});

/** An image in the request: real base64 of a file that is what its label says. */
export const base64Image: is.Check = (value, place, context) => {
	shape(value, place, context);
	if (!is.isRecord(value) || typeof value.data !== 'string') return;
	const { data, media_type } = value;
	if (data.length > MAX_BASE64_LENGTH) {
		throw invalid(
			`${place}.data`,
			`the image is ${data.length} bytes of base64; the limit is ${MAX_BASE64_LENGTH} (10 MB)`,
		);
	}
	const bytes = decodeBase64(data);
	if (bytes === undefined) throw invalid(`${place}.data`, 'the data is not valid base64');
	const type = imageTypeOf(bytes);
	if (type === undefined) throw invalid(place, 'the data is not an image that can be processed');
	if (type !== media_type) {
		throw invalid(
			`${place}.media_type`,
			`the image does not match the media type: it says ${String(media_type)}, the data is ${type}`,
		);
	}
	if (imageSizeOf(bytes, type) === undefined) {
		throw invalid(place, 'the image is damaged and cannot be processed');
	}
};
