import type { MessageRequest } from '../rules/messageRequest';
import type { Message } from '../types';
import { minimumTokens } from './minimumTokens';
import { hasBreakpoints, prefixesOf, type Lifetime, type Prefix } from './prefixes';

/** How many blocks are looked at for an entry, from a breakpoint backward. */
const LOOKBACK = 20;
const MINUTE_MS = 60_000;
const LIFETIMES: Readonly<Record<Lifetime, number>> = { '5m': 5 * MINUTE_MS, '1h': 60 * MINUTE_MS };

type CacheUsage = Pick<
	Message['usage'],
	'input_tokens' | 'cache_creation_input_tokens' | 'cache_read_input_tokens' | 'cache_creation'
>;

/** What one request finds in the cache, and leaves there. */
export interface CacheUse {
	/** Nothing, for a request without breakpoints. */
	usage?: CacheUsage;
	/** The answer begins: from now on others can read what the request wrote. */
	begin: () => void;
}

interface Entry {
	lifetime: Lifetime;
	expiresAt: number;
}

/** https://platform.claude.com/docs/en/build-with-claude/prompt-caching */
export class PromptCache {
	/** Requests that wrote something. */
	writes = 0;
	/** Requests that read something. */
	reads = 0;
	private readonly entries = new Map<string, Entry>();

	clear() {
		this.entries.clear();
		this.writes = 0;
		this.reads = 0;
	}

	/** `now` is when the request came, in milliseconds; lifetimes are counted from it. */
	look(request: MessageRequest, now = performance.now()): CacheUse {
		if (!hasBreakpoints(request.body)) return { begin: () => {} };
		this.forgetExpired(now);
		const prefixes = prefixesOf(request);
		const minimum = minimumTokens(request.model.info.id);
		const ends = prefixes.flatMap(({ lifetime, tokens }, index) =>
			lifetime !== undefined && tokens >= minimum ? [index] : [],
		);
		const found = Math.max(-1, ...ends.map((end) => this.lookBack(prefixes, end)));
		const read = prefixes[found];
		if (read !== undefined) this.refresh(read, now);
		const written = ends.filter((end) => end > found).flatMap((end) => prefixes[end] ?? []);
		const usage = usageOf(prefixes.at(-1)?.tokens ?? 0, read?.tokens ?? 0, written);
		return {
			usage,
			begin: () => {
				for (const end of ends) this.write(prefixes[end], now);
				if (written.length > 0) this.writes += 1;
				if (read !== undefined) this.reads += 1;
			},
		};
	}

	private lookBack(prefixes: readonly Prefix[], end: number): number {
		for (let index = end; index >= 0 && index > end - LOOKBACK; index--) {
			if (this.entries.has(prefixes[index]?.hash ?? '')) return index;
		}
		return -1;
	}

	private write(prefix: Prefix | undefined, now: number) {
		if (prefix?.lifetime === undefined) return;
		const { hash, lifetime } = prefix;
		this.entries.set(hash, { lifetime, expiresAt: now + LIFETIMES[lifetime] });
	}

	private refresh({ hash }: Prefix, now: number) {
		const entry = this.entries.get(hash);
		if (entry !== undefined) entry.expiresAt = now + LIFETIMES[entry.lifetime];
	}

	private forgetExpired(now: number) {
		for (const [hash, { expiresAt }] of this.entries) {
			if (expiresAt <= now) this.entries.delete(hash);
		}
	}
}

/** Every token is either read, written or neither; the breakpoints of one hour stand first. */
function usageOf(total: number, read: number, written: Prefix[]): CacheUsage {
	const end = written.at(-1)?.tokens ?? read;
	const longEnd = written.filter(({ lifetime }) => lifetime === '1h').at(-1)?.tokens ?? read;
	return {
		input_tokens: total - end,
		cache_creation_input_tokens: end - read,
		cache_read_input_tokens: read,
		cache_creation: {
			ephemeral_5m_input_tokens: end - longEnd,
			ephemeral_1h_input_tokens: longEnd - read,
		},
	};
}
