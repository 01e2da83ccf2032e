import type { ContentBlock } from '@anthropic-ai/sdk/resources/messages';
import { isRecord } from '../../shared/json';
import type { Block, Turn } from '../request/body';
import type { SettledPrefill } from '../request/prefill';
import { answerText } from './text';

/**
 * The conversation with the answer as its last turn, ready for the next node's Messages (JSON). Files of the
 * item stay references; for a file from an expression only its name is kept, because the next item may not
 * have it.
 */
export function conversationWith(
	{ conversation, ...prefilled }: SettledPrefill,
	content: readonly ContentBlock[],
): Turn[] {
	const turns = conversation.map(withoutForeignFiles);
	const answer = answerContent(content, prefilled);
	return answer.length === 0 ? turns : [...turns, { role: 'assistant', content: answer }];
}

/** Blocks that the next turn of a conversation without tools does not need, and that bind it to the model. */
const THOUGHTS = ['thinking', 'redacted_thinking'];

/**
 * Plain text where the answer has only texts and thoughts, so that any model can continue from it. An answer
 * with tools keeps its blocks, as the API wants them back unchanged.
 *
 * @see https://platform.claude.com/docs/en/build-with-claude/extended-thinking
 */
function answerContent(
	content: readonly ContentBlock[],
	prefilled: Pick<SettledPrefill, 'prefill' | 'way'>,
): Turn['content'] {
	if (content.every(({ type }) => type === 'text' || THOUGHTS.includes(type))) {
		return answerText(content, prefilled, true);
	}
	// The API returns empty texts, but rejects them in requests.
	const blocks: Block[] = content
		.filter((block) => block.type !== 'text' || block.text !== '')
		.map((block) => ({ ...block }));
	return prefilled.prefill === '' || prefilled.way === 'instructed'
		? blocks
		: [{ type: 'text', text: prefilled.prefill }, ...blocks];
}

function withoutForeignFiles(turn: Turn): Turn {
	const { content } = turn;
	return typeof content === 'string'
		? turn
		: { ...turn, content: content.flatMap(nameForeignFiles) };
}

function nameForeignFiles(block: Block): Block[] {
	if (!isRecord(block)) return [block];
	if (block.type === 'tool_result' && Array.isArray(block.content)) {
		return [{ ...block, content: block.content.flatMap(nameForeignFiles) }];
	}
	const { source } = block;
	if (!isRecord(source) || source.type !== 'binary' || typeof source.field === 'string')
		return [block];
	return fileNames(source.field).map((name) => ({
		type: 'text',
		text: `[${block.type}: ${name}]`,
	}));
}

/** The names of the files from an expression: one file, or several. */
function fileNames(field: unknown): string[] {
	if (!isRecord(field) && !Array.isArray(field)) return [];
	if (isRecord(field) && typeof field.mimeType === 'string') {
		return [typeof field.fileName === 'string' ? field.fileName : 'file'];
	}
	return Object.values(field).flatMap(fileNames);
}
