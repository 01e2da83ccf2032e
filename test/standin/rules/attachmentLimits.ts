import type Anthropic from '@anthropic-ai/sdk';
import { invalid } from '../apiError';
import { attachmentsIn, type Attachment } from '../facts/attachments';
import { imageSizeOf } from '../facts/imageFacts';
import { pdfFactsOf } from '../facts/pdfFacts';
import { searchResultsIn } from '../facts/searchResults';
import type { Model } from '../models/model';
import * as is from './shape';

const MAX_SIDE_PIXELS = 8000;
/** With more than this many images, each may be no larger than 2000 pixels a side. */
const MANY_IMAGES = 20;
const MAX_SIDE_PIXELS_OF_MANY = 2000;

/**
 * How many images and pages a request may hold, and how large the images may be.
 * https://platform.claude.com/docs/en/build-with-claude/vision and …/pdf-support
 */
export function checkAttachments(messages: Anthropic.MessageParam[], model: Model) {
	const attachments = attachmentsIn(messages);
	const images = attachments.filter((attachment) => attachment.type === 'image');
	const documents = attachments.filter((attachment) => attachment.type === 'document');
	// Images and pages have the same limit: it hangs on the model's context window.
	const most = (model.info.max_input_tokens ?? 0) >= 1_000_000 ? 600 : 100;

	if (images.length > most) {
		throw invalid('messages', `too many images: ${images.length} > ${most} for this model`);
	}
	checkSides(images);
	const pages = documents.reduce((sum, document) => sum + pagesOf(document), 0);
	if (pages > most) throw invalid('messages', `too many PDF pages: ${pages} > ${most}`);
	checkCitations('documents', documents);
	checkCitations('search results', searchResultsIn(messages));
}

function checkSides(images: Attachment[]) {
	const limit = images.length > MANY_IMAGES ? MAX_SIDE_PIXELS_OF_MANY : MAX_SIDE_PIXELS;
	const paths = images.filter((image) => longestSide(image) > limit).map(({ path }) => path);
	if (paths.length === 0) return;
	throw invalid(String(paths[0]), `the image is larger than ${limit} pixels on a side`, {
		error_code: 'image_dimensions_too_large',
		max_side_length_pixels: limit,
		paths,
	});
}

function longestSide({ source }: Attachment): number {
	if (source.type !== 'base64' || source.media_type === 'application/pdf') return 0;
	const size = imageSizeOf(Buffer.from(source.data, 'base64'), source.media_type);
	return size === undefined ? 0 : Math.max(size.width, size.height);
}

function pagesOf({ source }: Attachment): number {
	if (source.type !== 'base64') return 0;
	return pdfFactsOf(Buffer.from(source.data, 'base64')).pages;
}

function checkCitations(what: string, blocks: ReadonlyArray<{ type: string }>) {
	const citing = blocks.filter(cites);
	if (citing.length > 0 && citing.length < blocks.length) {
		throw invalid('messages', `Citations must be enabled on all or none of the ${what}`);
	}
}

/** Whether the answer may cite this block. */
export function cites(block: { type: string }): boolean {
	return 'citations' in block && is.isRecord(block.citations) && block.citations.enabled === true;
}
