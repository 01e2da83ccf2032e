/** https://platform.claude.com/docs/en/build-with-claude/prompt-caching#cache-limitations */
const MINIMA: ReadonlyArray<readonly [tokens: number, models: readonly string[]]> = [
	[512, ['claude-opus-5', 'claude-fable-5', 'claude-mythos-5']],
	[2048, ['claude-opus-4-7', 'claude-mythos-preview']],
	[4096, ['claude-opus-4-6', 'claude-opus-4-5-20251101', 'claude-haiku-4-5-20251001']],
];

/** What Opus 4.8 and Sonnet need, and the models of which nothing is written. */
const USUAL_MINIMUM = 1024;

/** How long a prefix must be to be cached. */
export function minimumTokens(modelId: string): number {
	return MINIMA.find(([, models]) => models.includes(modelId))?.[0] ?? USUAL_MINIMUM;
}
