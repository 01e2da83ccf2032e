import { MESSAGES_PATH } from '../paths';
import { TokenBucket } from './tokenBucket';

export interface Flow {
	/** How much comes back into the bucket every second. */
	perSecond: number;
	/** How much the bucket holds. */
	burst: number;
}

export interface RateLimitOptions extends Flow {
	/** What is limited; counting tokens has a limit of its own. @default '/v1/messages' */
	path?: string;
	/** What a refusal says about when to come again. @default 'seconds' */
	retryAfter?: 'seconds' | 'ms' | 'none';
	/** Whether headers tell of the limits. @default true */
	headers?: boolean;
	/** What the headers say of requests, where it is not what is enforced: another bucket, or a fixed lie. */
	told?: Flow | Quota;
	/** In which steps the headers tell times. @default 'ms' */
	reset?: 'ms' | 'seconds';
	/** The part of `perSecond` that another client takes, evenly. @default 0 */
	rival?: number;
	/** Limits on tokens that are enforced, each by a bucket of its own. */
	inputFlow?: Flow;
	outputFlow?: Flow;
	/** What the headers say about tokens, which nothing is taken from. */
	inputTokens?: Quota;
	outputTokens?: Quota;
	tokens?: Quota;
}

/** What a request takes of the limits on tokens. */
export interface TokenUse {
	input: number;
	output: number;
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

const NOTHING: TokenUse = { input: 0, output: 0 };

/** The limits of one path. https://platform.claude.com/docs/en/api/rate-limits */
export class RateLimits {
	granted = 0;
	refused = 0;
	private readonly current = new Map<string, PathLimits>();

	set(options: RateLimitOptions) {
		this.current.set(options.path ?? MESSAGES_PATH, new PathLimits(options, performance.now()));
	}

	clear() {
		this.current.clear();
		this.granted = 0;
		this.refused = 0;
	}

	/** Whether what a request uses has to be known before it is admitted. */
	countsTokens(path = MESSAGES_PATH): boolean {
		return this.current.get(path)?.countsTokens ?? false;
	}

	/** Counts one request; nothing is said when there is no limit. */
	admit(path = MESSAGES_PATH, now = performance.now(), use = NOTHING): Admission {
		const admission = this.current.get(path)?.admit(now, use);
		if (admission === undefined) return { isRefused: false, headers: {} };
		if (admission.isRefused) this.refused += 1;
		else this.granted += 1;
		return admission;
	}
}

class PathLimits {
	private readonly requests: TokenBucket;
	private readonly told: TokenBucket | undefined;
	private readonly input: TokenBucket | undefined;
	private readonly output: TokenBucket | undefined;
	private rivalAt: number;

	constructor(
		private readonly options: RateLimitOptions,
		now: number,
	) {
		const bucket = ({ burst, perSecond }: Flow) => new TokenBucket(burst, perSecond, now);
		const { told, inputFlow, outputFlow } = options;
		this.requests = bucket(options);
		this.told = told !== undefined && 'burst' in told ? bucket(told) : undefined;
		this.input = inputFlow && bucket(inputFlow);
		this.output = outputFlow && bucket(outputFlow);
		this.rivalAt = now;
	}

	get countsTokens(): boolean {
		return this.input !== undefined || this.output !== undefined;
	}

	admit(now: number, { input, output }: TokenUse): Admission {
		this.letRivalTake(now);
		const isRefused = !(
			this.requests.has(now) &&
			(this.input?.has(now, input) ?? true) &&
			(this.output?.has(now, output) ?? true)
		);
		if (!isRefused) {
			this.requests.take(now);
			this.told?.take(now);
			this.input?.take(now, input);
			this.output?.take(now, output);
		}
		const headers = this.options.headers === false ? {} : this.limitHeaders(now);
		if (!isRefused) return { isRefused, headers };
		const ms = Math.max(
			this.requests.msUntilNext(now),
			this.input?.msUntilNext(now, input) ?? 0,
			this.output?.msUntilNext(now, output) ?? 0,
		);
		return { isRefused, headers: { ...headers, ...retryHeaders(ms, this.options) } };
	}

	/** Another client asks at even times, and is refused like everybody. */
	private letRivalTake(now: number) {
		const { rival = 0, perSecond } = this.options;
		if (rival === 0) return;
		const every = 1000 / (rival * perSecond);
		for (; this.rivalAt + every <= now; this.rivalAt += every) {
			this.requests.take(this.rivalAt + every);
		}
	}

	private limitHeaders(now: number) {
		const { told, inputTokens, outputTokens, tokens } = this.options;
		const requests =
			told !== undefined && !('burst' in told)
				? told
				: this.quotaOf(this.told ?? this.requests, now);
		return {
			...quotaHeaders('requests', requests),
			...quotaHeaders('input-tokens', inputTokens ?? this.quotaOf(this.input, now) ?? INPUT_TOKENS),
			...quotaHeaders(
				'output-tokens',
				outputTokens ?? this.quotaOf(this.output, now) ?? OUTPUT_TOKENS,
			),
			...quotaHeaders('tokens', tokens ?? TOKENS),
		};
	}

	private quotaOf(bucket: TokenBucket, now: number): Quota;
	private quotaOf(bucket: TokenBucket | undefined, now: number): Quota | undefined;
	private quotaOf(bucket: TokenBucket | undefined, now: number): Quota | undefined {
		if (bucket === undefined) return undefined;
		const step = this.options.reset === 'seconds' ? 1000 : 1;
		const reset = Math.ceil((Date.now() + Math.ceil(bucket.msUntilFull(now))) / step) * step;
		return {
			limit: bucket.capacity,
			remaining: bucket.remaining(now),
			reset: new Date(reset).toISOString(),
		};
	}
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
