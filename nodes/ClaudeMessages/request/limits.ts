import { invalidInput } from '../../shared/errors/failure';
import { isRecord } from '../../shared/json';
import type { Turn } from './body';
import type { ImageSize, PlacedFile } from './placedFiles';
import { modelRules } from '../../shared/modelTable';

/** @see https://platform.claude.com/docs/en/build-with-claude/vision#evaluate-image-size */
const MAX_IMAGE_BASE64 = 10 * 1024 * 1024;
const MAX_SIDE_PIXELS = 8000;

/** With more than this many images in one request, each has to be smaller. */
const MANY_IMAGES = 20;
const MAX_SIDE_PIXELS_OF_MANY = 2000;

const MAX_IMAGES = 600;
const MAX_IMAGES_OF_SMALL_WINDOW = 100;

/** @see https://platform.claude.com/docs/en/api/overview#request-size-limits */
const MAX_REQUEST_BYTES = 32 * 1024 * 1024;

/**
 * Checks the API's limits on images.
 *
 * @throws Failure with the figure and the limit
 */
export function checkImages(turns: readonly Turn[], files: readonly PlacedFile[], model: string) {
	const count = turns.reduce((sum, { content }) => sum + countImages(content), 0);
	const most =
		modelRules(model)?.contextWindow === 200_000 ? MAX_IMAGES_OF_SMALL_WINDOW : MAX_IMAGES;
	if (count > most) {
		throw invalidInput(
			`The request has ${count} images, but the model ${model} takes at most ${most}`,
			'Send fewer images in one item, or split the item in an earlier node.',
		);
	}
	for (const { name, kind, size, data } of files) {
		if (kind !== 'image') continue;
		if (data.contentLength > MAX_IMAGE_BASE64) {
			throw invalidInput(
				`The image in '${name}' has ${megabytes(data.contentLength)} in base64, but the limit is ${megabytes(MAX_IMAGE_BASE64)}`,
				"Make it smaller in an earlier node, for example with n8n's 'Edit Image' node: a file may have about 7.5 MB.",
			);
		}
		if (size !== undefined) checkSide(name, size, count);
	}
}

function checkSide(name: string, { width, height }: ImageSize, count: number): void {
	const most = count > MANY_IMAGES ? MAX_SIDE_PIXELS_OF_MANY : MAX_SIDE_PIXELS;
	if (Math.max(width, height) <= most) return;
	const why = count > MANY_IMAGES ? ` in a request with more than ${MANY_IMAGES} images` : '';
	throw invalidInput(
		`The image in '${name}' has ${width} × ${height} pixels, but the limit${why} is ${most} a side`,
		"Make it smaller in an earlier node, for example with n8n's 'Edit Image' node.",
	);
}

/** @throws Failure when the whole request is larger than the API accepts */
export function checkRequestSize(bytes: number): void {
	if (bytes <= MAX_REQUEST_BYTES) return;
	throw invalidInput(
		`The request has ${megabytes(bytes)}, but the limit is ${megabytes(MAX_REQUEST_BYTES)}`,
		'Send fewer or smaller files in one item (base64 adds a third to their size), or shorter messages.',
	);
}

function countImages(content: unknown): number {
	if (!Array.isArray(content)) return 0;
	return content.reduce<number>((sum, block: unknown) => {
		if (!isRecord(block)) return sum;
		if (block.type === 'image') return sum + 1;
		return block.type === 'tool_result' ? sum + countImages(block.content) : sum;
	}, 0);
}

/** Rounded up, so that a figure just over a limit never reads like the limit. */
function megabytes(bytes: number): string {
	return `${Math.ceil((bytes / 1024 / 1024) * 100) / 100} MB`;
}
