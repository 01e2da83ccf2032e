/** What a model is known to accept, beyond what `GET /v1/models` tells. */
export interface ModelRules {
	/** Whether the conversation may end in the assistant's words, to be continued. */
	prefill: boolean;
	/** Tokens. */
	contextWindow: 200_000 | 1_000_000;
}

/**
 * As of 2026-11-22: prefill was given up with the 4.6 models (and with Mythos Preview before them), and
 * the window of a million tokens came with them.
 *
 * @see https://platform.claude.com/docs/en/about-claude/models/overview
 * @see https://platform.claude.com/docs/en/build-with-claude/prompt-engineering/prefill-claudes-response
 */
const FIRST_OF_THE_NEW: Version = [4, 6];

/**
 * The rules for a model ID of any platform (`claude-haiku-4-5-20251001`, `anthropic.claude-opus-5`, …);
 * undefined for an ID that carries no Claude version, which is then sent as it is.
 */
export function modelRules(model: string): ModelRules | undefined {
	const version = versionOf(model);
	if (version === undefined) return undefined;
	return isBefore(version, FIRST_OF_THE_NEW)
		? { prefill: true, contextWindow: 200_000 }
		: { prefill: false, contextWindow: 1_000_000 };
}

/** Major and minor. */
type Version = readonly [number, number];

function isBefore([major, minor]: Version, other: Version): boolean {
	return major < other[0] || (major === other[0] && minor < other[1]);
}

/** A minor version has one or two digits; eight digits are the date of a snapshot. */
function versionOf(model: string): Version | undefined {
	if (model.includes('claude-mythos-preview')) return FIRST_OF_THE_NEW;
	const named = /claude-(?:fable|haiku|mythos|opus|sonnet)-(\d{1,2})(?:[.-](\d{1,2})(?!\d))?/.exec(
		model,
	);
	const numbered = /claude-(\d)(?:[.-](\d{1,2})(?!\d))?/.exec(model);
	const [, major, minor] = named ?? numbered ?? [];
	return major === undefined ? undefined : [Number(major), Number(minor ?? 0)];
}
