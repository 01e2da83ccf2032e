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
import { choosableIn, toolChoiceOf } from './toolChoice';
import type { ToolNames } from './toolNames';
import { type CustomTool, toolFields } from './tools';
import { checkTurns, mergeParts } from './turns';

/** A request whose messages still refer to the item's files by `binary` sources. */
export interface DraftRequest {
	body: RequestBody;
	prefilled: SettledPrefill;
	/** Whether it writes into a prompt cache that other items can read. */
	caches: boolean;
	/** What the user calls the tools. */
	names: ToolNames;
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

/** What decides about a request besides the panel. */
export interface RequestNeeds {
	/** Removes fields that the endpoint does not support, so that they are not checked either. */
	strip?: (body: RequestBody) => RequestBody;
	/** Tools that are connected to the node. */
	connected?: readonly CustomTool[];
	/** Whether somebody hears the answer while it comes. */
	listens?: boolean;
}

/**
 * Makes the request for one item. A field that the user did not set is absent. `extraBody` is merged over the
 * top-level fields before anything is derived from them.
 *
 * @throws Failure when there is nothing to send, or fields contradict each other or the model
 * @see https://platform.claude.com/docs/en/api/messages
 */
export function draftRequest(
	panel: RequestInput,
	{ strip = (body) => body, connected = [], listens = false }: RequestNeeds = {},
): DraftRequest {
	const { model, options } = panel;
	const { fields: tools, names } = toolFields(panel.tools, connected);
	const { tools: written } = options.extraBody;
	const choosable = written === undefined ? { tools: tools.tools, names } : choosableIn(written);
	const turns = turnsOf(panel);
	checkTurns(turns);
	const settled = settlePrefill(turns, panel.prefill, model, options.prefillFallback);
	const { turns: messages, ...prefilled } = settled;
	const fields = {
		model,
		...defined({ max_tokens: panel.maxTokens }),
		messages,
		...cachedFields(panel.system, messages, options.promptCaching, connected.length > 0),
		...tools,
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
			tool_choice: toolChoiceOf(options.toolChoice, choosable),
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
		names,
		sampling: samples(body),
		betas: betasFor(body, options.betas),
		// Without max_tokens there is no answer to stream.
		stream: 'max_tokens' in body && streams(body.max_tokens, options.streaming, listens),
	};
}

/** @see https://platform.claude.com/docs/en/build-with-claude/fast-mode */
const FAST_MODE_BETA = 'fast-mode-2026-02-01';

/** @see https://platform.claude.com/docs/en/agents-and-tools/mcp-connector */
const MCP_BETA = 'mcp-client-2025-11-20';

/** Adds the betas that the fast mode of the model and MCP servers need. */
function betasFor({ model, speed, mcp_servers }: RequestBody, betas: string[]): string[] {
	const needed = [
		...(speed === 'fast' && modelRules(model)?.fastMode === 'beta' ? [FAST_MODE_BETA] : []),
		...(mcp_servers === undefined ? [] : [MCP_BETA]),
	];
	return [...betas, ...needed.filter((beta) => !betas.includes(beta))];
}

/** Above this many tokens an answer may take longer than idle connections are kept open. */
const MAX_TOKENS_UNSTREAMED = 2048;

function streams(maxTokens: unknown, streaming: Streaming, listens: boolean): boolean {
	switch (streaming) {
		case 'always':
			return true;
		case 'never':
			return false;
		case 'auto':
			return listens || (typeof maxTokens === 'number' && maxTokens > MAX_TOKENS_UNSTREAMED);
	}
}

function turnsOf({ messages, options }: RequestInput): Turn[] {
	return messages.input === 'fields'
		? mergeParts(messages.parts, options.promptCaching)
		: messages.turns;
}
