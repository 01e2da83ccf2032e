import type { ContentBlock } from '@anthropic-ai/sdk/resources/messages';
import { sendableBlocks } from '../../shared/api/endpoints/messageShape';
import { isRecord } from '../../shared/json';
import type { Block, Turn } from '../request/body';
import type { SettledPrefill } from '../request/prefill';
import type { LoopAnswer } from '../tools/toolLoop';
import { answerText } from './text';

/**
 * The conversation with the answer as its last turn, ready for the next node's Messages (JSON). Files of the
 * item stay references; for a file from an expression only its name is kept, because the next item may not
 * have it.
 */
export function conversationWith(
	{ conversation, ...prefilled }: SettledPrefill,
	{ rounds, last }: Pick<LoopAnswer, 'last' | 'rounds'>,
): Turn[] {
	const turns = conversation.map(withoutForeignFiles);
	const done = { prefill: '', way: prefilled.way };
	for (const [index, { content, results }] of rounds.entries()) {
		const blocks = content.map((block) => ({ ...block }));
		turns.push({
			role: 'assistant',
			content: index === 0 ? withPrefill(blocks, prefilled) : blocks,
		});
		turns.push({ role: 'user', content: results.map((block) => ({ ...block })) });
	}
	const answer = answerContent(last, rounds.length === 0 ? prefilled : done);
	return answer.length === 0 ? turns : [...turns, { role: 'assistant', content: answer }];
}

/** The API continues a prefill without repeating it, but the conversation has to have it. */
function withPrefill(blocks: Block[], { prefill, way }: Pick<SettledPrefill, 'prefill' | 'way'>) {
	return prefill === '' || way === 'instructed'
		? blocks
		: [{ type: 'text', text: prefill }, ...blocks];
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
	return withPrefill(
		sendableBlocks(content).map((block) => ({ ...block })),
		prefilled,
	);
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
