/** What a model is known to accept, beyond what `GET /v1/models/{id}` tells. */
export interface ModelRules {
	/** Whether the conversation may end in the assistant's words, to be continued. */
	prefill: boolean;
	/** Whether Temperature, Top P and Top K may change anything. */
	sampling: boolean;
	/** Whether `tool_choice` may force the use of a tool. */
	forcedTools: boolean;
	/** Whether there is a choice of `inference_geo`. */
	inferenceGeo: boolean;
	/** Whether nothing can keep it from thinking. */
	alwaysThinks: boolean;
	/** Whether the efforts above high need thinking, even where that can be off. */
	highEffortThinks: boolean;
	/** Whether `speed` may be fast, and the beta that it takes. */
	fastMode: 'none' | 'beta' | 'general';
	/** Whether a list of `fallbacks` is accepted. */
	fallbacks: boolean;
	/** Tokens. */
	contextWindow: 200_000 | 1_000_000;
	/** The day from which on it answers no more, as in 2026-11-30. */
	retires?: string;
}

/** 4.5 and older. */
const OLD: ModelRules = {
	prefill: true,
	sampling: true,
	forcedTools: true,
	inferenceGeo: false,
	alwaysThinks: false,
	highEffortThinks: false,
	fastMode: 'none',
	fallbacks: true,
	contextWindow: 200_000,
};

/** 4.6: the last one with sampling parameters. */
const FOUR_SIX: ModelRules = {
	...OLD,
	prefill: false,
	inferenceGeo: true,
	contextWindow: 1_000_000,
};

const NEW: ModelRules = { ...FOUR_SIX, sampling: false };
const THINKER: ModelRules = { ...NEW, alwaysThinks: true };
const UNFORCED: ModelRules = { ...THINKER, forcedTools: false };

/**
 * The models of 2026-11-22 by line and version. One that is not here is sent whatever the user set.
 *
 * @see https://platform.claude.com/docs/en/about-claude/models/overview
 * @see https://platform.claude.com/docs/en/about-claude/models/migration-guide
 * @see https://platform.claude.com/docs/en/about-claude/model-deprecations
 */
const MODELS: ReadonlyMap<string, ModelRules> = new Map([
	['fable-5-2', UNFORCED],
	['mythos-5-2', UNFORCED],
	['haiku-5-5', { ...NEW, highEffortThinks: true, fallbacks: false }],
	['sonnet-5-5', { ...NEW, forcedTools: false }],
	['opus-5-5', { ...UNFORCED, fastMode: 'general' }],
	['fable-5-1', UNFORCED],
	['mythos-5-1', UNFORCED],
	['opus-5', { ...NEW, highEffortThinks: true, fastMode: 'beta' }],
	['sonnet-5', NEW],
	['fable-5', THINKER],
	['mythos-5', THINKER],
	['opus-4-8', { ...NEW, fastMode: 'beta' }],
	['opus-4-7', NEW],
	['mythos-preview', THINKER],
	['sonnet-4-6', FOUR_SIX],
	['opus-4-6', FOUR_SIX],
	['opus-4-5', OLD],
	['haiku-4-5', OLD],
	['sonnet-4-5', { ...OLD, retires: '2026-11-30' }],
]);

/**
 * The rules for a model ID of any platform (`claude-haiku-4-5-20251001`, `anthropic.claude-opus-5`, …);
 * undefined for a model that is not known, which may accept anything.
 */
export function modelRules(model: string): ModelRules | undefined {
	const name = nameOf(model);
	return name === undefined ? undefined : (MODELS.get(name) ?? (isOld(name) ? OLD : undefined));
}

/** The names, as in `opus-5-5`, of the models with such rules. */
export function modelsWhere(accepts: (rules: ModelRules) => boolean): string[] {
	return [...MODELS].flatMap(([name, rules]) => (accepts(rules) ? [name] : []));
}

/** Line and version; a minor version has one or two digits, eight are the date of a snapshot. */
function nameOf(model: string): string | undefined {
	if (model.includes('claude-mythos-preview')) return 'mythos-preview';
	const [, line, version = ''] =
		/claude-(fable|haiku|mythos|opus|sonnet)-(\d{1,2}(?:[.-]\d{1,2}(?!\d))?)(?!\d)/.exec(model) ??
		[];
	if (line !== undefined) return `${line}-${version.replace('.', '-').replace(/-0$/, '')}`;
	// As in claude-3-5-haiku, claude-2.1 and claude-4-opus.
	return /claude-[234](?!\d)/.test(model) ? 'claude-3' : undefined;
}

/** All models up to 4.1, which are retired, but which other platforms may still have. */
function isOld(name: string): boolean {
	return name === 'claude-3' || /-(3(-\d+)?|4(-[015])?)$/.test(name);
}
