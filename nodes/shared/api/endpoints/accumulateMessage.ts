import type { BetaCompactionBlock } from '@anthropic-ai/sdk/resources/beta/messages';
import type { ContentBlock, Message } from '@anthropic-ai/sdk/resources/messages';
import { isRecord, isTooDeep, parseJson } from '../../json';
import { blockIn, startIn } from './messageShape';
import { BEGUN, type Delta, deltaOf } from './streamDeltas';

/** A stream event by its type; its other fields are checked when it is added. */
export interface StreamEvent {
	type: string;
	[field: string]: unknown;
}

/**
 * Assembles a message from the events of its stream as the official SDK's `MessageStream` does, with four
 * differences: a tool input that breaks off stays the text that arrived, where the SDK completes it, so that
 * half an input is never taken for a whole one; side details that a gateway left out, such as `usage` or an
 * index, do not break the stream; text for a block that never began begins one, where the SDK drops it; and a
 * block or a delta that is null loses nothing but itself.
 *
 * @see https://platform.claude.com/docs/en/build-with-claude/streaming
 */
export class MessageAccumulator {
	private started: Message | undefined;

	private stopped = false;

	/** The position of each block in the message by the index in its events. */
	private readonly places = new Map<number, number>();

	/** The positions of blocks that began as nothing: their first delta tells what they are. */
	private readonly blank = new Set<number>();

	/** The fragments of tool inputs by the index of their block; parsed once, when the block ends. */
	private readonly inputs = new Map<number, string>();

	/** The message once `message_stop` has arrived; undefined for a stream that broke off. */
	get message(): Message | undefined {
		return this.stopped ? this.started : undefined;
	}

	/** Whether the answer has a stop reason, so that nothing of it is missing. */
	get hasEnded(): boolean {
		return typeof this.started?.stop_reason === 'string';
	}

	/**
	 * Adds an event. Unknown types of events and deltas are ignored: the API may add some at any time.
	 *
	 * @returns false for an event whose part of the answer cannot be read
	 */
	add(event: StreamEvent): boolean {
		if (event.type === 'message_start') {
			this.started ??= startIn(event.message);
			return this.started !== undefined;
		}
		const message = this.started;
		if (message === undefined) return true;
		switch (event.type) {
			case 'content_block_start': {
				const isBlank = isNothing(event.content_block);
				const block = blockIn(isBlank ? {} : event.content_block);
				if (block === undefined) return false;
				const place = message.content.length;
				this.places.set(numberOf(event) ?? place, place);
				message.content.push(block);
				if (isBlank) this.blank.add(place);
				return true;
			}
			case 'content_block_delta': {
				if (!isRecord(event.delta)) return isNothing(event.delta);
				const delta = deltaOf(event.delta);
				const index = this.placeOf(event, message, delta);
				if (delta !== undefined && this.blank.delete(index)) {
					// Nobody knows which tool was called.
					if (delta.type === 'input_json_delta') return false;
					const begun = BEGUN[delta.type];
					if (begun !== undefined) message.content[index] = { ...begun };
				}
				const block = message.content[index];
				if (block !== undefined && delta !== undefined) this.extend(block, delta, index);
				return true;
			}
			case 'content_block_stop': {
				const index = this.placeOf(event, message, undefined);
				this.finishInput(message.content[index], index);
				return true;
			}
			case 'message_delta':
				applyMessageDelta(message, event);
				return true;
			case 'message_stop':
				for (const [index, block] of message.content.entries()) this.finishInput(block, index);
				this.stopped = true;
		}
		return true;
	}

	/**
	 * The position in the message of an event's block. An event without an index belongs to the latest block.
	 * Gateways filter blocks and renumber the others: a delta whose block never began goes to the last block if
	 * that is of its kind and empty, and begins one otherwise, so that no text is lost.
	 */
	private placeOf(event: StreamEvent, { content }: Message, delta: Delta | undefined): number {
		const number = numberOf(event);
		const last = content.length - 1;
		if (number === undefined) return last;
		const known = this.places.get(number);
		if (known !== undefined) return known;
		const begun = delta === undefined ? undefined : BEGUN[delta.type];
		if (begun === undefined) return last;
		const before = content[last];
		const goesOn = before?.type === begun.type && isEmpty(before);
		if (!goesOn) content.push({ ...begun });
		const place = content.length - 1;
		this.places.set(number, place);
		return place;
	}

	private extend(block: Block, delta: Delta, index: number): void {
		switch (delta.type) {
			case 'text_delta':
				if (block.type === 'text') block.text = (block.text || '') + delta.text;
				return;
			case 'citations_delta':
				if (block.type !== 'text') return;
				if (Array.isArray(block.citations)) block.citations.push(delta.citation);
				else block.citations = [delta.citation];
				return;
			case 'thinking_delta':
				if (block.type === 'thinking') block.thinking = (block.thinking || '') + delta.thinking;
				return;
			case 'signature_delta':
				if (block.type === 'thinking') block.signature = delta.signature;
				return;
			case 'compaction_delta':
				// The delta is the whole block; its content is null where the compaction failed.
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
		block.input = input === undefined || isTooDeep(input, json) ? json : input;
		this.inputs.delete(index);
	}
}

function isNothing(value: unknown): boolean {
	return value === null || value === undefined;
}

/** A block, including those that only the beta API sends. */
type Block = ContentBlock | BetaCompactionBlock;

function isEmpty(block: ContentBlock): boolean {
	if (block.type === 'text') return !block.text;
	return block.type === 'thinking' && !block.thinking;
}

/** The index of the block that an event belongs to. */
function numberOf({ index }: StreamEvent): number | undefined {
	const number = typeof index === 'string' ? Number.parseInt(index, 10) : index;
	return typeof number === 'number' && !Number.isNaN(number) ? number : undefined;
}

/** Counts of the whole message so far: they replace the earlier ones, and are never added to them. */
const CUMULATIVE = [
	'input_tokens',
	'cache_creation_input_tokens',
	'cache_read_input_tokens',
	'server_tool_use',
	'output_tokens_details',
	'output_tokens',
];

function applyMessageDelta(message: Message, { delta, usage }: StreamEvent): void {
	if (isRecord(delta)) applyEnd(message, delta);
	if (!isRecord(usage)) return;
	const counts = CUMULATIVE.flatMap((name) => {
		const count = usage[name];
		return count === null || count === undefined ? [] : [[name, count]];
	});
	const before: unknown = message.usage;
	Object.assign(message, {
		usage: isRecord(before) ? { ...before, ...Object.fromEntries(counts) } : usage,
	});
}

/** A delta with a stop reason sets all fields of the end; one without leaves them unchanged. */
function applyEnd(message: Message, delta: Record<string, unknown>): void {
	if ('stop_reason' in delta) {
		const { stop_reason, stop_sequence, stop_details } = delta;
		Object.assign(message, { stop_reason, stop_sequence, stop_details });
	}
	if (delta.container !== null && delta.container !== undefined) {
		Object.assign(message, { container: delta.container });
	}
}
