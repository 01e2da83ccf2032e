import type { ContentBlock } from '@anthropic-ai/sdk/resources/messages';
import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../../shared/json';

/**
 * What went wrong in tools on servers of Anthropic. The API answers with 200 all the same, and the reason is
 * in the block of the result.
 *
 * @see https://platform.claude.com/docs/en/agents-and-tools/tool-use/web-search-tool
 */
export function toolErrors(content: readonly ContentBlock[]): IDataObject[] {
	return content.flatMap((block: Record<string, unknown> | ContentBlock) => {
		if (!isRecord(block) || typeof block.tool_use_id !== 'string') return [];
		const error = errorIn(block);
		if (error === undefined) return [];
		return [{ tool: toolOf(content, block.tool_use_id), tool_use_id: block.tool_use_id, ...error }];
	});
}

function errorIn({ content, is_error }: Record<string, unknown>): IDataObject | undefined {
	if (is_error === true) return { message: textIn(content) };
	if (!isRecord(content) || typeof content.error_code !== 'string') return undefined;
	const { error_code, error_message: message } = content;
	return { error_code, ...(typeof message === 'string' ? { message } : {}) };
}

/** The name of the tool whose call has this ID. */
function toolOf(content: readonly ContentBlock[], id: string): string {
	const call = content.find((block) => 'id' in block && block.id === id);
	return call !== undefined && 'name' in call ? call.name : 'unknown';
}

function textIn(content: unknown): string {
	if (typeof content === 'string') return content;
	if (!Array.isArray(content)) return '';
	return content
		.flatMap((block: unknown) =>
			isRecord(block) && typeof block.text === 'string' ? [block.text] : [],
		)
		.join('\n');
}

/** The IDs of the files that code execution made, in their order, each once. */
export function madeFileIds(content: readonly ContentBlock[]): string[] {
	const ids = new Set<string>();
	for (const block of content) {
		if (block.type.endsWith('code_execution_tool_result') && 'content' in block) {
			for (const id of idsIn(block.content)) ids.add(id);
		}
	}
	return [...ids];
}

function idsIn(content: unknown): string[] {
	if (!isRecord(content) || !Array.isArray(content.content)) return [];
	return content.content.flatMap((output: unknown) =>
		isRecord(output) && typeof output.file_id === 'string' ? [output.file_id] : [],
	);
}

/** Calls of server tools with their results, for the list of steps. */
export function serverSteps(content: readonly ContentBlock[]): IDataObject[] {
	return content.flatMap((block: Record<string, unknown> | ContentBlock) => {
		if (!isRecord(block) || !/^(server|mcp)_tool_use$/.test(String(block.type))) return [];
		const result = content.find((each) => 'tool_use_id' in each && each.tool_use_id === block.id);
		const output = result !== undefined && 'content' in result ? result.content : null;
		const { name, id, input } = block;
		return [{ tool: String(name), id: String(id), input: isRecord(input) ? input : {}, output }];
	});
}
