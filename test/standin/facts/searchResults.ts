import type Anthropic from '@anthropic-ai/sdk';

type SearchResult = Anthropic.SearchResultBlockParam;

/** Every `search_result` of the conversation, those in tool results too, in order. */
export function searchResultsIn(messages: Anthropic.MessageParam[]): SearchResult[] {
	return messages.flatMap(({ content }) => inContent(content));
}

function inContent(content: string | ReadonlyArray<{ type: string }>): SearchResult[] {
	if (typeof content === 'string') return [];
	return content.flatMap((block) => {
		if (isSearchResult(block)) return [block];
		return isToolResult(block) ? inContent(block.content ?? '') : [];
	});
}

function isSearchResult(block: { type: string }): block is SearchResult {
	return block.type === 'search_result';
}

function isToolResult(block: { type: string }): block is Anthropic.ToolResultBlockParam {
	return block.type === 'tool_result';
}
