import type Anthropic from '@anthropic-ai/sdk';
import { idSequence } from '../ids';
import type { MessageBody } from '../rules/messageRequest';
import { isRecord } from '../rules/shape';
import type { Block } from '../types';

type Call = Extract<Block, { type: 'server_tool_use' | 'mcp_tool_use' }>;
type ServerTool = Anthropic.ServerToolUseBlock['name'];

const nextServerId = idSequence('srvtoolu');
const nextMcpId = idSequence('mcptoolu');

/** The calls of the API's own tools for which the question has the words. */
export function serverCalls({ tools = [], tool_choice }: MessageBody, question: string): Call[] {
	const forced = tool_choice?.type === 'tool' ? tool_choice.name : undefined;
	return tools.flatMap((tool) => {
		if ('mcp_server_name' in tool) return forced === undefined ? askServer(tool, question) : [];
		if (!('name' in tool) || (forced !== undefined && tool.name !== forced)) return [];
		return callOf(tool.type ?? '', question, tool.name === forced);
	});
}

/** The first of the API's tools, for who must use any. */
export function firstServerCall({ tools = [] }: MessageBody, question: string): Call[] {
	for (const { type } of tools) {
		const calls = callOf(type ?? '', question, true);
		if (calls.length > 0) return calls;
	}
	return [];
}

function callOf(type: string, question: string, isForced: boolean): Call[] {
	if (type.startsWith('web_search_')) {
		const found = /\bsearch\b(?: the web| online)?(?: for)?([^.?!\n{]*)/i.exec(question);
		if (found === null && !isForced) return [];
		return [use('web_search', { query: found?.[1]?.trim() || question })];
	}
	if (type.startsWith('web_fetch_')) {
		const found = /\bfetch (https?:\/\/[^\s"'<>]*[^\s"'<>.,;:!?)])/i.exec(question);
		if (found === null && !isForced) return [];
		return [use('web_fetch', { url: found?.[1] ?? 'https://example.com/' })];
	}
	if (type.startsWith('code_execution_')) {
		const command =
			commandOf(question) ?? (isForced ? `echo '${question.replaceAll('\n', ' ')}'` : undefined);
		if (command === undefined) return [];
		const isPython = type === 'code_execution_20250522';
		return [
			isPython ? use('code_execution', { code: command }) : use('bash_code_execution', { command }),
		];
	}
	return [];
}

/** `echo` for "run code: …", and a redirection for every "make a file …". */
function commandOf(question: string): string | undefined {
	const files = [...question.matchAll(/\bmake a file ([\w.-]*\w)/gi)];
	const code = /\brun code\b(?::([^\n]*))?/i.exec(question);
	const commands = files.map(([, name]) => `echo 'name,value' > ${name}`);
	if (code !== null) commands.unshift(`echo '${code[1]?.trim() || 'done'}'`);
	return commands.length === 0 ? undefined : commands.join('\n');
}

function use(name: ServerTool, input: Record<string, string>): Call {
	const caller = { type: 'direct' } as const;
	return { type: 'server_tool_use', id: nextServerId(), name, input, caller };
}

function askServer(toolset: Record<'mcp_server_name', unknown>, question: string): Call[] {
	const server = String(toolset.mcp_server_name);
	const pattern = new RegExp(`\\bask ${escape(server)}(?![\\w-])[\\s:,]*([^\\n]*)`, 'i');
	const asked = pattern.exec(question)?.[1];
	if (asked === undefined) return [];
	const input = { question: asked.trim() };
	const name = toolOf(toolset);
	return [{ type: 'mcp_tool_use', id: nextMcpId(), name, server_name: server, input }];
}

/** The first tool that the toolset names and does not switch off. */
function toolOf(toolset: object): string {
	const configs: unknown = 'configs' in toolset ? toolset.configs : undefined;
	const open = Object.entries(isRecord(configs) ? configs : {}).find(
		([, config]) => !isRecord(config) || config.enabled !== false,
	);
	return open?.[0] ?? 'answer';
}

function escape(text: string) {
	return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
