import type { ServerCall } from '../facts/serverTools';
import { runBash, runPython } from './code';
import { isBad, textIn, type Outcome, type Workshop } from './outcome';
import { fetchPage, search } from './web';

type McpCall = Extract<ServerCall, { type: 'mcp_tool_use' }>;

/** Runs a tool of the API; those that the stand-in does not have are unavailable. */
export function runServerCall(call: ServerCall, workshop: Workshop): Outcome[] {
	if (call.type === 'mcp_tool_use') return [askServer(call)];
	switch (call.name) {
		case 'web_search':
			return [search(call, workshop.body)];
		case 'web_fetch':
			return [fetchPage(call, workshop.body)];
		case 'bash_code_execution':
			return [runBash(call, workshop)];
		case 'code_execution':
			return [runPython(call, workshop)];
		default:
			return unavailable(call);
	}
}

function askServer({ id: tool_use_id, input, server_name }: McpCall): Outcome {
	const is_error = isBad(input);
	const text = is_error ? 'I do not know.' : `You asked me: ${textIn(input, 'question')}`;
	return {
		block: {
			type: 'mcp_tool_result',
			tool_use_id,
			is_error,
			content: [{ type: 'text', text, citations: null }],
		},
		passage: { text: `${server_name} ${is_error ? 'failed' : 'said'}: ${text}` },
	};
}

function unavailable({ id: tool_use_id, name }: ServerCall): Outcome[] {
	const error = { error_code: 'unavailable', error_message: null } as const;
	const passage = { text: `${name} is unavailable.` };
	if (name === 'text_editor_code_execution') {
		const type = 'text_editor_code_execution_tool_result';
		const content = { type: 'text_editor_code_execution_tool_result_error', ...error } as const;
		return [{ block: { type, tool_use_id, content }, passage }];
	}
	if (!name.startsWith('tool_search_tool_')) return [];
	const content = { type: 'tool_search_tool_result_error', ...error } as const;
	return [{ block: { type: 'tool_search_tool_result', tool_use_id, content }, passage }];
}
