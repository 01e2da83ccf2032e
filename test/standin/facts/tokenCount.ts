import type { Model } from '../models/model';
import type { PromptBody } from '../rules/messageRequest';
import { attachmentsOf, type Attachment } from './attachments';
import { imageSizeOf } from './imageFacts';
import { pdfFactsOf } from './pdfFacts';
import { blockJson, promptBlocks, type PromptBlock } from './promptBlocks';

export const CHARACTERS_PER_TOKEN = 4;
const PIXELS_PER_TOKEN_SIDE = 28;
const TOKENS_PER_PAGE = 2000;
/** What an image or PDF behind a URL or file id is taken for. */
const TOKENS_UNSEEN = 1500;

/**
 * About what the API would bill as input: text by its length, images by their size.
 * https://platform.claude.com/docs/en/build-with-claude/vision#calculate-image-costs
 */
export function countInputTokens(body: PromptBody, model: Model): number {
	return runningTokens(promptBlocks(body), model).at(-1) ?? 0;
}

/** How many tokens the prompt has up to the end of each block. */
export function runningTokens(blocks: readonly PromptBlock[], { rules }: Model): number[] {
	let characters = 0;
	let attached = 0;
	return blocks.map((block) => {
		characters += block.part === 'tools' ? blockJson(block).length : textLength(block.content);
		for (const one of attachmentsOf(block.content)) attached += tokensOf(one, rules.maxImageTokens);
		return Math.ceil(characters / CHARACTERS_PER_TOKEN) + attached;
	});
}

function tokensOf({ source }: Attachment, maxImageTokens: number): number {
	if (source.type === 'text' || source.type === 'content') return 0;
	if (source.type !== 'base64') return TOKENS_UNSEEN;
	const bytes = Buffer.from(source.data, 'base64');
	if (source.media_type === 'application/pdf') return pdfFactsOf(bytes).pages * TOKENS_PER_PAGE;
	const size = imageSizeOf(bytes, source.media_type);
	if (size === undefined) return TOKENS_UNSEEN;
	const tokens =
		Math.ceil(size.width / PIXELS_PER_TOKEN_SIDE) * Math.ceil(size.height / PIXELS_PER_TOKEN_SIDE);
	return Math.min(tokens, maxImageTokens);
}

/** The length of all strings inside that the model reads, base64 left out. */
function textLength(value: unknown): number {
	if (typeof value === 'string') return value.length;
	if (Array.isArray(value)) return value.reduce<number>((sum, one) => sum + textLength(one), 0);
	if (typeof value !== 'object' || value === null) return 0;
	if ('type' in value && value.type === 'base64') return 0;
	const ignored = ['type', 'role', 'cache_control', 'signature', 'media_type'];
	return Object.entries(value)
		.filter(([name]) => !ignored.includes(name))
		.reduce((sum, [, child]) => sum + textLength(child), 0);
}
