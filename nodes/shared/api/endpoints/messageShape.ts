import type { ContentBlock, Message } from '@anthropic-ai/sdk/resources/messages';
import { isRecord } from '../../json';

/**
 * The message in a JSON body; undefined where it has none: a proxy's page may have the status 200 too. An
 * answer is paid for, so one without `type`, `id`, `usage` or other fields that a gateway leaves out is
 * accepted, and so is one with its content as text.
 */
export function messageIn(body: unknown): Message | undefined {
	if (!isRecord(body)) return undefined;
	if (typeof body.type === 'string' ? body.type !== 'message' : 'error' in body) return undefined;
	const content = contentOf(body.content);
	if (content === undefined) return undefined;
	const isAnswer =
		saysAssistant(body) || (content.length > 0 && (body.type === 'message' || hasBlocks(body)));
	return isAnswer ? withContent(body, content) : undefined;
}

/** The beginning of a message as `message_start` gives it. */
export function startIn(message: unknown): Message | undefined {
	if (!isRecord(message)) return undefined;
	return withContent(message, contentOf(message.content) ?? []);
}

/** Blocks as a request may have them: the API sends empty texts, and inputs that are no objects, but takes neither. */
export function sendableBlocks(content: readonly ContentBlock[]): ContentBlock[] {
	return content
		.filter((block) => block.type !== 'text' || block.text !== '')
		.map((block) =>
			block.type === 'tool_use' && !isRecord(block.input) ? { ...block, input: {} } : block,
		);
}

/** A block as `content_block_start` gives it; one without a type is taken for text. */
export function blockIn(block: unknown): ContentBlock | undefined {
	if (isBlock(block)) return block;
	if (!isRecord(block)) return undefined;
	const { text } = block;
	return { citations: null, ...block, type: 'text', text: typeof text === 'string' ? text : '' };
}

function withContent(
	message: Record<string, unknown>,
	content: ContentBlock[],
): Message | undefined {
	const whole = message.content === content ? message : { ...message, content };
	return hasBlocks(whole) ? whole : undefined;
}

function hasBlocks(message: Record<string, unknown>): message is Message & Record<string, unknown> {
	return Array.isArray(message.content) && message.content.every(isBlock);
}

/** Whether a body has fields that only a model's answer has. */
function saysAssistant({ role, stop_reason: reason, usage }: Record<string, unknown>): boolean {
	return role === 'assistant' || typeof reason === 'string' || isRecord(usage);
}

/** The content as blocks; undefined for a value that cannot be the content of a message. */
function contentOf(content: unknown): ContentBlock[] | undefined {
	if (content === undefined || content === null || content === '') return [];
	if (typeof content === 'string') return [textBlock(content)];
	if (Array.isArray(content)) {
		const blocks: unknown[] = content;
		return blocks.every(isBlock) ? blocks : blocks.flatMap(blocksOf);
	}
	return isRecord(content) ? blocksOf(content) : undefined;
}

function blocksOf(block: unknown): ContentBlock[] {
	if (isBlock(block)) return [block];
	if (typeof block === 'string') return [textBlock(block)];
	return isRecord(block) && typeof block.text === 'string' ? [textBlock(block.text)] : [];
}

function textBlock(text: string): ContentBlock {
	return { type: 'text', text, citations: null };
}

/** Accepts unknown types too: only the presence of a type is checked. */
function isBlock(value: unknown): value is ContentBlock {
	return isRecord(value) && typeof value.type === 'string';
}
