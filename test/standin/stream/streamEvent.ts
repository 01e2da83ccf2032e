import type Anthropic from '@anthropic-ai/sdk';
import type { Block, Message } from '../types';

/** The SDK's events, with the blocks that it has only in its beta. */
export type StreamEvent =
	| { type: 'message_start'; message: Message }
	| { type: 'content_block_start'; index: number; content_block: Block }
	| Anthropic.RawContentBlockDeltaEvent
	| Anthropic.RawContentBlockStopEvent
	| Anthropic.RawMessageDeltaEvent
	| Anthropic.RawMessageStopEvent;
