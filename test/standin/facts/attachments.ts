import type Anthropic from '@anthropic-ai/sdk';

export type Attachment = (Anthropic.ImageBlockParam | Anthropic.DocumentBlockParam) & {
	/** Where it stands, e.g. `messages.0.content.1` or, nested, `messages.0.content.1.content.0`. */
	path: string;
};

/** Every image and document of the conversation in the order in which they were sent. */
export function attachmentsIn(messages: Anthropic.MessageParam[]): Attachment[] {
	return messages.flatMap(({ content }, index) => inContent(content, `messages.${index}.content`));
}

/** Those of one block alone. */
export function attachmentsOf(block: { type?: string | null }): Attachment[] {
	return isBlock(block) ? inContent([block], '') : [];
}

type Content = string | ReadonlyArray<{ type: string }>;

function inContent(content: Content, place: string): Attachment[] {
	if (typeof content === 'string') return [];
	return content.flatMap((block, index) => {
		const path = `${place}.${index}`;
		if (isImage(block)) return [{ ...block, path }];
		if (isToolResult(block)) return inContent(block.content ?? '', `${path}.content`);
		if (!isDocument(block)) return [];
		const { source } = block;
		const inside =
			source.type === 'content' ? inContent(source.content, `${path}.source.content`) : [];
		return [{ ...block, path }, ...inside];
	});
}

function isBlock(block: { type?: string | null }): block is { type: string } {
	return typeof block.type === 'string';
}

function isImage(block: { type: string }): block is Anthropic.ImageBlockParam {
	return block.type === 'image';
}

function isDocument(block: { type: string }): block is Anthropic.DocumentBlockParam {
	return block.type === 'document';
}

function isToolResult(block: { type: string }): block is Anthropic.ToolResultBlockParam {
	return block.type === 'tool_result';
}
