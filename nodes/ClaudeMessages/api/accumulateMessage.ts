import type {
	BetaCompactionBlock,
	BetaCompactionContentBlockDelta,
} from '@anthropic-ai/sdk/resources/beta/messages';
import type {
	ContentBlock,
	Message,
	MessageDeltaUsage,
	RawContentBlockDelta,
	RawMessageDeltaEvent,
	RawMessageStreamEvent,
} from '@anthropic-ai/sdk/resources/messages';
import { parseJson } from '../json';

/**
 * Puts a message together from the events of its stream, as the official SDK's `MessageStream` does,
 * with one difference: the input of a tool that breaks off stays the text that came, where the SDK
 * completes it, so that half an input is never taken for a whole one.
 *
 * @see https://platform.claude.com/docs/en/build-with-claude/streaming
 */
export class MessageAccumulator {
	private started: Message | undefined;

	private stopped = false;

	/** The fragments of tool inputs by the index of their block; parsed once, when the block ends. */
	private readonly inputs = new Map<number, string>();

	/** The message once `message_stop` has come; undefined for a stream that broke off. */
	get message(): Message | undefined {
		return this.stopped ? this.started : undefined;
	}

	/** Events and deltas of unknown types are passed over: the API may add some at any time. */
	add(event: RawMessageStreamEvent): void {
		if (event.type === 'message_start') {
			this.started ??= event.message;
			return;
		}
		const message = this.started;
		if (message === undefined) return;
		switch (event.type) {
			case 'content_block_start':
				message.content.push(event.content_block);
				return;
			case 'content_block_delta': {
				const block = message.content[event.index];
				if (block !== undefined) this.extend(block, event.delta, event.index);
				return;
			}
			case 'content_block_stop':
				this.finishInput(message.content[event.index], event.index);
				return;
			case 'message_delta':
				applyMessageDelta(message, event);
				return;
			case 'message_stop':
				for (const [index, block] of message.content.entries()) this.finishInput(block, index);
				this.stopped = true;
		}
	}

	private extend(block: Block, delta: Delta, index: number): void {
		switch (delta.type) {
			case 'text_delta':
				if (block.type === 'text') block.text = (block.text || '') + delta.text;
				return;
			case 'citations_delta':
				if (block.type === 'text') block.citations = [...(block.citations ?? []), delta.citation];
				return;
			case 'thinking_delta':
				if (block.type === 'thinking') block.thinking += delta.thinking;
				return;
			case 'signature_delta':
				if (block.type === 'thinking') block.signature = delta.signature;
				return;
			case 'compaction_delta':
				// Whole, and null where the compaction failed.
				if (block.type === 'compaction') Object.assign(block, { ...delta, type: block.type });
				return;
			case 'input_json_delta':
				this.inputs.set(index, (this.inputs.get(index) ?? '') + delta.partial_json);
		}
	}

	private finishInput(block: ContentBlock | undefined, index: number): void {
		const json = this.inputs.get(index);
		if (block === undefined || json === undefined || !('input' in block)) return;
		const input = json === '' ? {} : parseJson(json);
		block.input = input === undefined ? json : input;
		this.inputs.delete(index);
	}
}

/** With what only the beta API sends. */
type Block = ContentBlock | BetaCompactionBlock;
type Delta = RawContentBlockDelta | BetaCompactionContentBlockDelta;

/** Counts are those of the whole message so far: they replace what was there, and never add to it. */
const CUMULATIVE: ReadonlyArray<keyof MessageDeltaUsage & keyof Message['usage']> = [
	'input_tokens',
	'cache_creation_input_tokens',
	'cache_read_input_tokens',
	'server_tool_use',
	'output_tokens_details',
];

function applyMessageDelta(message: Message, { delta, usage }: RawMessageDeltaEvent): void {
	message.stop_reason = delta.stop_reason;
	message.stop_sequence = delta.stop_sequence;
	message.stop_details = delta.stop_details;
	if (delta.container !== null && delta.container !== undefined)
		message.container = delta.container;
	const counts = CUMULATIVE.flatMap((name) => {
		const count = usage[name];
		return count === null || count === undefined ? [] : [[name, count]];
	});
	Object.assign(message.usage, Object.fromEntries(counts), { output_tokens: usage.output_tokens });
}
