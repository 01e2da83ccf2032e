/** The known rules of a model beyond those in `GET /v1/models/{id}`. */
export interface ModelRules {
	/** Whether the conversation may end with an assistant message for the model to continue. */
	prefill: boolean;
	/** Whether Temperature, Top P and Top K may have an effect. */
	sampling: boolean;
	/** Whether `tool_choice` may force the use of a tool. */
	forcedTools: boolean;
	/** Whether `inference_geo` can be chosen. */
	inferenceGeo: boolean;
	/** Whether thinking cannot be turned off. */
	alwaysThinks: boolean;
	/** Whether the efforts above high need thinking, even where it can be turned off. */
	highEffortThinks: boolean;
	/** Whether `speed` may be `fast`, and whether it needs its beta. */
	fastMode: 'none' | 'beta' | 'general';
	/** Whether a list of `fallbacks` is accepted. */
	fallbacks: boolean;
	/** Tokens. */
	contextWindow: 200_000 | 1_000_000;
	/** The date of its retirement, as in 2026-11-30. */
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
 * The models of 2026-11-22 by line and version. For a model not listed here, everything the user set is sent.
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
 * undefined for an unknown model, which may accept anything.
 */
export function modelRules(model: string): ModelRules | undefined {
	const name = nameOf(model);
	return name === undefined ? undefined : (MODELS.get(name) ?? (isOld(name) ? OLD : undefined));
}

/** The names, as in `opus-5-5`, of the models whose rules match. */
export function modelsWhere(accepts: (rules: ModelRules) => boolean): string[] {
	return [...MODELS].flatMap(([name, rules]) => (accepts(rules) ? [name] : []));
}

/** Line and version of a model ID; a minor version has one or two digits, a snapshot date has eight. */
function nameOf(model: string): string | undefined {
	if (model.includes('claude-mythos-preview')) return 'mythos-preview';
	const [, line, version = ''] =
		/claude-(fable|haiku|mythos|opus|sonnet)-(\d{1,2}(?:[.-]\d{1,2}(?!\d))?)(?!\d)/.exec(model) ??
		[];
	if (line !== undefined) return `${line}-${version.replace('.', '-').replace(/-0$/, '')}`;
	// As in claude-3-5-haiku, claude-2.1 and claude-4-opus.
	return /claude-[234](?!\d)/.test(model) ? 'claude-3' : undefined;
}

/** Whether a model is 4.1 or older: retired, but possibly still offered by other platforms. */
function isOld(name: string): boolean {
	return name === 'claude-3' || /-(3(-\d+)?|4(-[015])?)$/.test(name);
}
