import type { CacheControlEphemeral, TextBlockParam } from '@anthropic-ai/sdk/resources/messages';
import type { Turn } from './body';

/** The lifetime of the prompt cache. */
export type PromptCaching = 'off' | '5m' | '1h';

/** A cache breakpoint; five minutes are the API's default lifetime. */
export function breakpoint(caching: PromptCaching): CacheControlEphemeral {
	return caching === '1h' ? { type: 'ephemeral', ttl: '1h' } : { type: 'ephemeral' };
}

/** The fields of the body that ask for caching. */
interface CachedFields {
	system?: string | TextBlockParam[];
	cache_control?: CacheControlEphemeral;
}

/**
 * Puts the breakpoint at the end of what items share: the system prompt, which follows the tools. The API's
 * automatic breakpoint, at the end of the whole request, is used where there is no system prompt, and for
 * growing conversations.
 *
 * @param grows whether turns are added while the answer is made, each of which reads what the last one wrote
 * @see https://platform.claude.com/docs/en/build-with-claude/prompt-caching
 */
export function cachedFields(
	system: string | undefined,
	turns: readonly Turn[],
	caching: PromptCaching,
	grows: boolean,
): CachedFields {
	if (caching === 'off') return system === undefined ? {} : { system };
	const cache_control = breakpoint(caching);
	if (system === undefined) return { cache_control };
	const cached = { system: [{ type: 'text' as const, text: system, cache_control }] };
	return grows || turns.length > 1 ? { ...cached, cache_control } : cached;
}
