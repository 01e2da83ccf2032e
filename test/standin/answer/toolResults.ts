import type Anthropic from '@anthropic-ai/sdk';
import type { MessageBody } from '../rules/messageRequest';
import { mergeTurns } from '../rules/mergedTurns';
import { blocksOf } from '../rules/turns';

/** What came back from the tools in the last user turn, a line for each. */
export function toolResultLines({ messages }: MessageBody): string[] {
	const last = mergeTurns(messages)
		.filter(({ role }) => role === 'user')
		.at(-1);
	return (last?.blocks ?? []).flatMap((block) =>
		block.type === 'tool_result' ? [describe(block, nameOf(block.tool_use_id, messages))] : [],
	);
}

function describe({ content = '', is_error }: Anthropic.ToolResultBlockParam, name: string) {
	const text =
		typeof content === 'string'
			? content
			: content.map((block) => (block.type === 'text' ? block.text : `(${block.type})`)).join('\n');
	if (is_error === true) return `${name} failed: ${text || 'nobody knows why'}`;
	return `${name} said: ${text || '(nothing)'}`;
}

function nameOf(id: string, messages: Anthropic.MessageParam[]): string {
	const names = messages
		.flatMap(blocksOf)
		.flatMap((block) => (block.type === 'tool_use' && block.id === id ? [block.name] : []));
	return names.at(-1) ?? id;
}
