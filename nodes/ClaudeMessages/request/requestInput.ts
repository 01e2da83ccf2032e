import type { OutputConfig } from '@anthropic-ai/sdk/resources/messages';
import type { JsonSchema } from '../../shared/schema/sendableSchema';
import type { Turn } from './body';
import type { PromptCaching } from './caching';
import type { PrefillFallback } from './prefill';
import type { ThinkingInput } from './thinking';
import type { Part } from './turns';

/** Whether the answer comes as a stream of events. */
export type Streaming = 'auto' | 'always' | 'never';

/** What a request for one item is made of, read and checked, in plain values. */
export interface RequestInput {
	model: string;
	/** Undefined where no answer is asked for. */
	maxTokens?: number;
	system: string | undefined;
	messages: { input: 'fields'; parts: Part[] } | { input: 'json'; turns: Turn[] };
	prefill: string;
	/** Of the answer as JSON, as the user wrote it; undefined for an answer in words. */
	schema: JsonSchema | undefined;
	options: RequestOptions;
}

/** What is undefined was not set, and is not sent. */
export interface RequestOptions extends ThinkingInput {
	apiVersion: string;
	betas: string[];
	container: string | undefined;
	effort: OutputConfig['effort'];
	/** Merged over the other fields at the top level. */
	extraBody: Record<string, unknown>;
	inferenceGeo: string | undefined;
	/** Seconds after an item's first refusal. */
	longestWait: number;
	/** Undefined where refusals that concern everybody are waited out. */
	maxRetries: number | undefined;
	prefillFallback: PrefillFallback;
	promptCaching: PromptCaching;
	serviceTier: string | undefined;
	speed: string | undefined;
	stopSequences: string[];
	streaming: Streaming;
	temperature: number | undefined;
	/** Seconds without a sign of life. */
	timeout: number;
	topK: number | undefined;
	topP: number | undefined;
	userId: string | undefined;
}
