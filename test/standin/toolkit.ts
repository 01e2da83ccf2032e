import type Anthropic from '@anthropic-ai/sdk';
import type { StandIn } from './index';
import { sdk } from './testkit';

export const CALCULATOR = {
	name: 'calculator',
	description: 'Adds numbers.',
	input_schema: {
		type: 'object',
		properties: { input: { type: 'string' }, digits: { type: 'integer' } },
		required: ['input'],
	},
} satisfies Anthropic.Tool;
export const CLOCK = { name: 'clock', input_schema: { type: 'object' } } satisfies Anthropic.Tool;
export const SEARCH = {
	type: 'web_search_20250305',
	name: 'web_search',
} satisfies Anthropic.WebSearchTool20250305;
export const FETCH = {
	type: 'web_fetch_20250910',
	name: 'web_fetch',
} satisfies Anthropic.WebFetchTool20250910;
export const CODE = {
	type: 'code_execution_20250825',
	name: 'code_execution',
} satisfies Anthropic.CodeExecutionTool20250825;
export const MCP_BETA = { 'anthropic-beta': 'mcp-client-2025-11-20' };
export const MCP = {
	tools: [{ type: 'mcp_toolset', mcp_server_name: 'wiki' }],
	mcp_servers: [{ type: 'url', url: 'https://mcp.example.com/sse', name: 'wiki' }],
} satisfies Pick<Anthropic.Beta.MessageCreateParams, 'mcp_servers' | 'tools'>;

type Params = Anthropic.Beta.MessageCreateParamsNonStreaming;
type Content = Anthropic.Beta.BetaUserMessageParam['content'];
type Answer = Anthropic.Beta.BetaMessage;

/** The answer to one question, from the official client. */
export async function answerTo(
	standIn: StandIn,
	question: string,
	more: Partial<Params> = {},
): Promise<Answer> {
	return await sdk(standIn).beta.messages.create(params(question, more));
}

/** The same from its stream. */
export async function streamedTo(
	standIn: StandIn,
	question: string,
	more: Partial<Params> = {},
): Promise<Answer> {
	return await sdk(standIn).beta.messages.stream(params(question, more)).finalMessage();
}

/** The next answer, with everything that was said before in the history. */
export async function goOn(
	standIn: StandIn,
	question: string,
	{ content }: Answer,
	next: Content,
	more: Partial<Params> = {},
): Promise<Answer> {
	const messages: Params['messages'] = [
		{ role: 'user', content: question },
		{ role: 'assistant', content },
		{ role: 'user', content: next },
	];
	return await sdk(standIn).beta.messages.create({ ...params(question, more), messages });
}

/** An answer as it is on the wire, with ids that are the same in every answer. */
export function comparable(message: Answer): unknown {
	const wire = JSON.stringify(message, (name, value: unknown) =>
		name === 'parsed_output' ? undefined : value,
	);
	const ids = new Map<string, string>();
	const json = wire.replace(
		/\b(?:container|file|mcptoolu|msg|srvtoolu|toolu)_01StandIn\d+/g,
		(id) => {
			if (!ids.has(id)) ids.set(id, `id ${ids.size}`);
			return ids.get(id) ?? id;
		},
	);
	return JSON.parse(json.replace(/"expires_at":"[^"]+"/, '"expires_at":""'));
}

function params(question: string, more: Partial<Params>): Params {
	return {
		model: 'claude-haiku-4-5',
		max_tokens: 1000,
		messages: [{ role: 'user', content: question }],
		...more,
	};
}
