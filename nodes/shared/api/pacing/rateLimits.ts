/** One kind of limit, as the headers of an answer report it. */
export interface RateLimit {
	kind: LimitKind;
	limit: number;
	remaining: number;
	/** Milliseconds since 1970 at which the limit is whole again. */
	reset: number;
}

const KINDS = ['requests', 'tokens', 'input-tokens', 'output-tokens'] as const;

/** A kind of rate limit, as the headers name it. */
export type LimitKind = (typeof KINDS)[number];

/**
 * Reads the limits from an answer's headers; those with a part missing are left out.
 *
 * @see https://platform.claude.com/docs/en/api/rate-limits#response-headers
 */
export function rateLimitsOf(headers: Readonly<Record<string, unknown>>): RateLimit[] {
	const skew = clockSkew(headers.date);
	return KINDS.map((kind) => {
		const part = (name: string) => String(headers[`anthropic-ratelimit-${kind}-${name}`]);
		return {
			kind,
			limit: Number.parseInt(part('limit'), 10),
			remaining: Number.parseInt(part('remaining'), 10),
			reset: Date.parse(part('reset')) - skew,
		};
	}).filter(({ limit, remaining, reset }) => limit > 0 && remaining >= 0 && !Number.isNaN(reset));
}

/** The `date` header has whole seconds, so only a larger difference says that the clocks disagree. */
const TOLERATED_SKEW_MS = 2000;

function clockSkew(date: unknown): number {
	const skew = Date.parse(String(date)) - Date.now();
	return Math.abs(skew) > TOLERATED_SKEW_MS ? skew : 0;
}

/** A limit with less than this fraction left counts as the cause of a refusal. */
const USED_UP = 0.1;

/** Which kind of limit refused a request, as far as the headers tell. */
export function culprit(
	limits: readonly RateLimit[],
	cost: Readonly<Record<LimitKind, number>>,
): LimitKind {
	const share = ({ remaining, limit }: RateLimit) => remaining / limit;
	const [least] = limits
		.filter((told) => share(told) < USED_UP || told.remaining < cost[told.kind])
		.sort((one, other) => share(one) - share(other));
	return least !== undefined && cost[least.kind] > 0 ? least.kind : 'requests';
}

/** When the limit that is used up is whole again, as the headers of a refusal tell. */
export function usedUpUntil(limits: readonly RateLimit[]): number | undefined {
	const times = limits.filter(({ remaining }) => remaining === 0).map(({ reset }) => reset);
	return times.length === 0 ? undefined : Math.max(...times);
}
