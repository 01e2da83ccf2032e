import { defined } from '../../shared/json';
import type { RequestBody, Turn } from './body';
import { hasBreakpoint } from './breakpoints';
import { cachedFields } from './caching';
import { checkModel } from './checkModel';
import { checkCombinations, samples } from './combinations';
import { modelRules } from '../../shared/modelTable';
import { outputConfigOf } from './outputConfig';
import { type SettledPrefill, settlePrefill } from './prefill';
import type { RequestInput, Streaming } from './requestInput';
import { thinkingOf } from './thinking';
import { checkTurns, mergeParts } from './turns';

/** A request whose messages still refer to the item's files by `binary` sources. */
export interface DraftRequest {
	body: RequestBody;
	prefilled: SettledPrefill;
	/** Whether it writes into a prompt cache that other items can read. */
	caches: boolean;
	/** Whether Temperature, Top P or Top K is in the body. */
	sampling: boolean;
	apiVersion: string;
	betas: string[];
	/** Seconds of silence after which the request is given up. */
	timeout: number;
	maxRetries: number | undefined;
	/** Seconds after its first failure during which it is retried. */
	longestWait: number;
	/** Whether to request the answer as a stream of events. */
	stream: boolean;
}

/**
 * Makes the request for one item. A field that the user did not set is absent. `extraBody` is merged over the
 * top-level fields before anything is derived from them.
 *
 * @param strip removes fields that the endpoint does not support, so that they are not checked either
 * @throws Failure when there is nothing to send, or fields contradict each other or the model
 * @see https://platform.claude.com/docs/en/api/messages
 */
export function draftRequest(
	panel: RequestInput,
	strip: (body: RequestBody) => RequestBody = (body) => body,
): DraftRequest {
	const { model, options } = panel;
	const turns = turnsOf(panel);
	checkTurns(turns);
	const settled = settlePrefill(turns, panel.prefill, model, options.prefillFallback);
	const { turns: messages, ...prefilled } = settled;
	const fields = {
		model,
		...defined({ max_tokens: panel.maxTokens }),
		messages,
		...cachedFields(panel.system, messages, options.promptCaching),
		...(options.stopSequences.length === 0 ? {} : { stop_sequences: options.stopSequences }),
		...(options.userId === undefined ? {} : { metadata: { user_id: options.userId } }),
		...defined({
			temperature: options.temperature,
			top_k: options.topK,
			top_p: options.topP,
			thinking: thinkingOf(options),
			output_config: outputConfigOf(panel),
			container: options.container,
			inference_geo: options.inferenceGeo,
			service_tier: options.serviceTier,
			speed: options.speed,
		}),
	};
	const body = strip({ ...fields, ...options.extraBody, model, messages });
	checkCombinations(body, prefilled, options.apiVersion);
	checkModel(body);
	const { apiVersion, timeout, maxRetries, longestWait } = options;
	return {
		body,
		prefilled,
		caches: hasBreakpoint(body),
		apiVersion,
		timeout,
		maxRetries,
		longestWait,
		sampling: samples(body),
		betas: betasFor(body, options.betas),
		// Without max_tokens there is no answer to stream.
		stream: 'max_tokens' in body && streams(body.max_tokens, options.streaming),
	};
}

/** @see https://platform.claude.com/docs/en/build-with-claude/fast-mode */
const FAST_MODE_BETA = 'fast-mode-2026-02-01';

/** Adds the beta that the model needs for its fast mode. */
function betasFor({ model, speed }: RequestBody, betas: string[]): string[] {
	const needsBeta = speed === 'fast' && modelRules(model)?.fastMode === 'beta';
	return needsBeta && !betas.includes(FAST_MODE_BETA) ? [...betas, FAST_MODE_BETA] : betas;
}

/** Above this many tokens an answer may take longer than idle connections are kept open. */
const MAX_TOKENS_UNSTREAMED = 2048;

function streams(maxTokens: unknown, streaming: Streaming): boolean {
	switch (streaming) {
		case 'always':
			return true;
		case 'never':
			return false;
		case 'auto':
			return typeof maxTokens === 'number' && maxTokens > MAX_TOKENS_UNSTREAMED;
	}
}

function turnsOf({ messages, options }: RequestInput): Turn[] {
	return messages.input === 'fields'
		? mergeParts(messages.parts, options.promptCaching)
		: messages.turns;
}
