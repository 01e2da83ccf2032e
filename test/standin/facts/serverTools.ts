import type Anthropic from '@anthropic-ai/sdk';

/** The call of a tool that the API runs itself, in a turn or in an answer. */
export type ServerCall =
	| (Pick<Anthropic.ServerToolUseBlock, 'id' | 'input' | 'type'> & { name: string })
	| Omit<Anthropic.Beta.BetaMCPToolUseBlock, 'cache_control'>;

type Blocks = ReadonlyArray<{ type: string }>;

/** The calls whose result is not among the blocks. */
export function pendingCalls(blocks: Blocks, later: Blocks = []): ServerCall[] {
	const found = resultIds([...blocks, ...later]);
	return blocks.filter(isServerCall).filter(({ id }) => !found.includes(id));
}

/** What the block with the result of this call is called. */
export function resultTypeOf(call: ServerCall): string {
	if (call.type === 'mcp_tool_use') return 'mcp_tool_result';
	const isToolSearch = call.name.startsWith('tool_search_tool_');
	return isToolSearch ? 'tool_search_tool_result' : `${call.name}_tool_result`;
}

export function isServerCall(block: { type: string }): block is ServerCall {
	return block.type === 'server_tool_use' || block.type === 'mcp_tool_use';
}

function resultIds(blocks: Blocks): unknown[] {
	return blocks.flatMap((block) =>
		block.type.endsWith('_tool_result') && 'tool_use_id' in block ? [block.tool_use_id] : [],
	);
}
