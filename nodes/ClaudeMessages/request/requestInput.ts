import type { OutputConfig } from '@anthropic-ai/sdk/resources/messages';
import type { JsonSchema } from '../../shared/schema/sendableSchema';
import type { Turn } from './body';
import type { PromptCaching } from './caching';
import type { PrefillFallback } from './prefill';
import type { ThinkingInput } from './thinking';
import type { ToolsInput } from './tools';
import type { Part } from './turns';

/** Whether to request the answer as a stream of events. */
export type Streaming = 'auto' | 'always' | 'never';

/** The input of a request for one item, read from the panel and checked. */
export interface RequestInput {
	model: string;
	/** Undefined where no answer is requested. */
	maxTokens?: number;
	system: string | undefined;
	messages: { input: 'fields'; parts: Part[] } | { input: 'json'; turns: Turn[] };
	prefill: string;
	/** Schema of a JSON answer, as the user wrote it; undefined for a text answer. */
	schema: JsonSchema | undefined;
	tools: ToolsInput;
	options: RequestOptions;
}

/** Undefined options were not set, and are not sent. */
export interface RequestOptions extends ThinkingInput {
	apiVersion: string;
	betas: string[];
	container: string | undefined;
	effort: OutputConfig['effort'];
	/** Merged over the other fields at the top level. */
	extraBody: Record<string, unknown>;
	inferenceGeo: string | undefined;
	/** Seconds after an item's first failure during which it is retried. */
	longestWait: number;
	/** Undefined where refusals that apply to all requests are waited out. */
	maxRetries: number | undefined;
	prefillFallback: PrefillFallback;
	promptCaching: PromptCaching;
	serviceTier: string | undefined;
	speed: string | undefined;
	stopSequences: string[];
	streaming: Streaming;
	temperature: number | undefined;
	/** Seconds of silence after which the request is given up. */
	timeout: number;
	/** `auto`, `any`, `none`, or the name of a tool. */
	toolChoice: string | undefined;
	topK: number | undefined;
	topP: number | undefined;
	userId: string | undefined;
}
