import type Anthropic from '@anthropic-ai/sdk';
import { sha256 } from '../facts/base64';
import { mergeTurns } from '../rules/mergedTurns';
import type { AskedPart } from './sample';

/** Something that no sample speaks of, so that none fits. */
interface Other {
	other: string;
}

export type Part = AskedPart | Other;

/** The SHA-256 of a file that was uploaded. */
export type DigestOf = (fileId: string) => string | undefined;

/** A conversation in the short form of the samples; what Claude thought is left out. */
export function transcriptOf(messages: Anthropic.MessageParam[], digestOf: DigestOf) {
	return mergeTurns(messages).map(({ role, blocks }) => ({
		[role]: blocks.flatMap((block) => partsOf(block, digestOf)),
	}));
}

function partsOf(block: Anthropic.ContentBlockParam, digestOf: DigestOf): Part[] {
	switch (block.type) {
		case 'text':
			return [block.text];
		case 'thinking':
		case 'redacted_thinking':
			return [];
		case 'image':
		case 'document': {
			const digest = digestIn(block.source, digestOf);
			if (digest === undefined) return [{ other: block.source.type }];
			return [block.type === 'image' ? { image: digest } : { document: digest }];
		}
		case 'tool_use':
			return [{ tool: block.name, input: Object(block.input) }];
		case 'tool_result':
			return [resultOf(block)];
		default:
			return [{ other: block.type }];
	}
}

type Source = Anthropic.ImageBlockParam['source'] | Anthropic.DocumentBlockParam['source'];

function digestIn(source: Source, digestOf: DigestOf): string | undefined {
	if (source.type === 'file') return digestOf(source.file_id);
	return source.type === 'base64' ? sha256(Buffer.from(source.data, 'base64')) : undefined;
}

function resultOf({ content = '', is_error }: Anthropic.ToolResultBlockParam): Part {
	if (is_error === true) return { other: 'a tool that failed' };
	const blocks = typeof content === 'string' ? [{ type: 'text' as const, text: content }] : content;
	const texts = blocks.flatMap((block) => (block.type === 'text' ? [block.text] : []));
	return texts.length < blocks.length ? { other: 'no text' } : { result: texts.join('\n') };
}
