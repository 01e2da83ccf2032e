import type { ModelInfo } from '../types';

/** What `GET /v1/models` does not tell, and what a request is refused for all the same. */
export interface ModelRules {
	prefill: boolean;
	/** `temperature`, `top_p` and `top_k` under 2023-06-01. */
	sampling: boolean;
	/** `tool_choice` of type `any` or `tool`. */
	forcedTools: boolean;
	inferenceGeo: boolean;
	/** `role: "system"` among the messages. */
	systemTurns: boolean;
	/** Thinks unless told otherwise. */
	thinksByDefault: boolean;
	/** With thinking off, `effort` may be `high` at most. */
	effortNeedsThinking: boolean;
	/** Images over this many tokens are scaled down: 4.7 and later see more. */
	maxImageTokens: number;
}

export interface Model {
	info: ModelInfo;
	aliases: readonly string[];
	rules: ModelRules;
}
