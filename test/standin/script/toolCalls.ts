import type Anthropic from '@anthropic-ai/sdk';
import { sampleJson } from '../answer/sampleJson';
import { idSequence } from '../ids';
import type { MessageBody } from '../rules/messageRequest';
import { isRecord } from '../rules/shape';
import { mentionsIn } from './mentions';

const nextToolUseId = idSequence('toolu');

/** A call of every tool of the client that the question names; of the first one if it must be. */
export function toolCalls(
	body: MessageBody,
	question: string,
	mustCall: boolean,
): Anthropic.ToolUseBlock[] {
	const { tool_choice: choice, tools = [] } = body;
	const custom = tools
		.filter(isCustom)
		.filter(({ name }) => choice?.type !== 'tool' || choice.name === name);
	const named = mentionsIn(
		question,
		custom.map(({ name }) => name),
	);
	const forced = mustCall && named.length === 0 ? custom.slice(0, 1) : [];
	return [...named, ...forced.map(({ name }) => ({ name, input: undefined }))].map(
		({ name, input }) => toolUse(name, input ?? sampleInput(custom, name, question)),
	);
}

/** The call of a tool, with an id of its own. */
export function toolUse(name: string, input: unknown): Anthropic.ToolUseBlock {
	return { type: 'tool_use', id: nextToolUseId(), name, input, caller: { type: 'direct' } };
}

function isCustom(tool: { type?: string | null }): tool is Anthropic.Tool {
	return tool.type === undefined || tool.type === null || tool.type === 'custom';
}

function sampleInput(tools: Anthropic.Tool[], name: string, question: string) {
	const schema = tools.find((tool) => tool.name === name)?.input_schema;
	const sample = sampleJson(schema, question);
	return isRecord(sample) ? sample : {};
}
