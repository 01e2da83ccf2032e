import type { CacheControlEphemeral, TextBlockParam } from '@anthropic-ai/sdk/resources/messages';
import type { Turn } from './body';

/** How long Anthropic keeps what can be shared. */
export type PromptCaching = 'off' | '5m' | '1h';

/** A breakpoint; five minutes are the API's own lifetime. */
export function breakpoint(caching: PromptCaching): CacheControlEphemeral {
	return caching === '1h' ? { type: 'ephemeral', ttl: '1h' } : { type: 'ephemeral' };
}

/** The fields of the body that ask for caching. */
interface CachedFields {
	system?: string | TextBlockParam[];
	cache_control?: CacheControlEphemeral;
}

/**
 * Puts the breakpoint where items share: at the end of the system prompt, which tools stand before. The
 * API's automatic breakpoint, at the end of the whole request, serves where there is no system prompt, and
 * conversations that grow.
 *
 * @see https://platform.claude.com/docs/en/build-with-claude/prompt-caching
 */
export function cachedFields(
	system: string | undefined,
	turns: readonly Turn[],
	caching: PromptCaching,
): CachedFields {
	if (caching === 'off') return system === undefined ? {} : { system };
	const cache_control = breakpoint(caching);
	if (system === undefined) return { cache_control };
	const cached = { system: [{ type: 'text' as const, text: system, cache_control }] };
	return turns.length > 1 ? { ...cached, cache_control } : cached;
}
