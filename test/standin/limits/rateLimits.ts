import { MESSAGES_PATH } from '../paths';
import { TokenBucket } from './tokenBucket';

export interface RateLimitOptions {
	/** How many requests come back into the bucket every second. */
	perSecond: number;
	/** How many the bucket holds. */
	burst: number;
	/** What is limited; counting tokens has a limit of its own. @default '/v1/messages' */
	path?: string;
	/** What a refusal says about when to come again. @default 'seconds' */
	retryAfter?: 'seconds' | 'ms' | 'none';
	/** What the headers say about tokens, which nothing is taken from. */
	inputTokens?: Quota;
	outputTokens?: Quota;
	tokens?: Quota;
}

export interface Quota {
	limit: number;
	/** @default the limit */
	remaining?: number;
	/** RFC 3339. @default now */
	reset?: string;
}

/** What the limit decided, and the headers that tell the client. */
export interface Admission {
	isRefused: boolean;
	headers: Record<string, string>;
}

const INPUT_TOKENS: Quota = { limit: 4_000_000 };
const OUTPUT_TOKENS: Quota = { limit: 800_000 };
const TOKENS: Quota = { limit: 4_800_000 };

/** The limit on requests. https://platform.claude.com/docs/en/api/rate-limits */
export class RateLimits {
	granted = 0;
	refused = 0;
	private readonly current = new Map<string, { bucket: TokenBucket; options: RateLimitOptions }>();

	set(options: RateLimitOptions) {
		const bucket = new TokenBucket(options.burst, options.perSecond, performance.now());
		this.current.set(options.path ?? MESSAGES_PATH, { bucket, options });
	}

	clear() {
		this.current.clear();
		this.granted = 0;
		this.refused = 0;
	}

	/** Counts one request; nothing is said when there is no limit. */
	admit(path = MESSAGES_PATH, now = performance.now()): Admission {
		const current = this.current.get(path);
		if (current === undefined) return { isRefused: false, headers: {} };
		const { bucket, options } = current;
		const isRefused = !bucket.take(now);
		if (isRefused) this.refused += 1;
		else this.granted += 1;
		const headers = limitHeaders(bucket, options, now);
		if (isRefused) Object.assign(headers, retryHeaders(bucket.msUntilNext(now), options));
		return { isRefused, headers };
	}
}

function limitHeaders(bucket: TokenBucket, options: RateLimitOptions, now: number) {
	return {
		...quotaHeaders('requests', {
			limit: bucket.capacity,
			remaining: bucket.remaining(now),
			reset: new Date(Date.now() + Math.ceil(bucket.msUntilFull(now))).toISOString(),
		}),
		...quotaHeaders('input-tokens', options.inputTokens ?? INPUT_TOKENS),
		...quotaHeaders('output-tokens', options.outputTokens ?? OUTPUT_TOKENS),
		...quotaHeaders('tokens', options.tokens ?? TOKENS),
	};
}

function quotaHeaders(name: string, quota: Quota): Record<string, string> {
	const { limit, remaining = limit, reset = new Date().toISOString() } = quota;
	return {
		[`anthropic-ratelimit-${name}-limit`]: String(limit),
		[`anthropic-ratelimit-${name}-remaining`]: String(remaining),
		[`anthropic-ratelimit-${name}-reset`]: reset,
	};
}

function retryHeaders(
	ms: number,
	{ retryAfter = 'seconds' }: RateLimitOptions,
): Record<string, string> {
	if (retryAfter === 'none') return {};
	const seconds = { 'retry-after': String(Math.ceil(ms / 1000)) };
	return retryAfter === 'ms' ? { ...seconds, 'retry-after-ms': String(Math.ceil(ms)) } : seconds;
}
