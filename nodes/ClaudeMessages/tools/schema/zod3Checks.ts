import type { JsonSchema } from '../../../shared/schema/sendableSchema';
import { bound, limit, multipleOf, narrowed, pattern } from './narrowed';
import { fieldsOf, type Fields } from './zodWalk';

type Checks = Readonly<Record<string, (check: Fields) => JsonSchema>>;

/** A text with its checks; those of a kind that is not known are left to the tool. */
export function text({ checks }: Fields): JsonSchema {
	return narrowed('string', limits(checks, TEXT_CHECKS));
}

export function number({ checks }: Fields): JsonSchema {
	return narrowed('number', limits(checks, NUMBER_CHECKS));
}

/** Whole numbers; JSON knows no others that are as large. */
export function bigint({ checks }: Fields): JsonSchema {
	return narrowed('integer', limits(checks, NUMBER_CHECKS));
}

function limits(checks: unknown, known: Checks): JsonSchema[] {
	if (!Array.isArray(checks)) return [];
	return checks.map(fieldsOf).map((check) => known[String(check.kind)]?.(check) ?? {});
}

const NUMBER_CHECKS: Checks = {
	int: () => ({ type: 'integer' }),
	min: ({ value, inclusive }) => limit('minimum', value, inclusive),
	max: ({ value, inclusive }) => limit('maximum', value, inclusive),
	multipleOf: ({ value }) => multipleOf(value),
};

const TEXT_CHECKS: Checks = {
	min: ({ value }) => bound('minLength', value),
	max: ({ value }) => bound('maxLength', value),
	length: ({ value }) => ({ ...bound('minLength', value), ...bound('maxLength', value) }),
	email: () => ({ format: 'email' }),
	url: () => ({ format: 'uri' }),
	uuid: () => ({ format: 'uuid' }),
	date: () => ({ format: 'date' }),
	duration: () => ({ format: 'duration' }),
	datetime,
	// The format `time` asks for an offset, which zod refuses.
	time: () => ({ pattern: `^${TIME}$` }),
	ip,
	cidr: () => ({ pattern: '^[0-9a-fA-F.:]+/\\d{1,3}$' }),
	base64: () => ({ contentEncoding: 'base64' }),
	base64url: () => ({ contentEncoding: 'base64url' }),
	jwt: () => ({ pattern: '^[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]*$' }),
	nanoid: () => ({ pattern: '^[a-zA-Z0-9_-]{21}$' }),
	cuid: () => ({ pattern: '^[cC][^\\s-]{8,}$' }),
	cuid2: () => ({ pattern: '^[0-9a-z]+$' }),
	ulid: () => ({ pattern: '^[0-9A-HJKMNP-TV-Za-hjkmnp-tv-z]{26}$' }),
	emoji: () => ({ pattern: '^(\\p{Extended_Pictographic}|\\p{Emoji_Component})+$' }),
	regex: ({ regex }) => pattern(regex),
	includes: ({ value }) => ({ pattern: escaped(value) }),
	startsWith: ({ value }) => ({ pattern: `^${escaped(value)}` }),
	endsWith: ({ value }) => ({ pattern: `${escaped(value)}$` }),
};

const TIME = '([01]\\d|2[0-3]):[0-5]\\d(:[0-5]\\d(\\.\\d+)?)?';

/** The format `date-time` takes any offset and asks for one. */
function datetime({ offset, local }: Fields): JsonSchema {
	if (local === true) return { pattern: `^\\d{4}-\\d{2}-\\d{2}T${TIME}` };
	return offset === true ? { format: 'date-time' } : { format: 'date-time', pattern: 'Z$' };
}

function ip({ version }: Fields): JsonSchema {
	if (version === 'v4' || version === 'v6') return { format: `ip${version}` };
	return { anyOf: ['ipv4', 'ipv6'].map((format) => ({ type: 'string', format })) };
}

/** The characters that stand for something else in a pattern, and only those: others may not be escaped. */
function escaped(value: unknown): string {
	return String(value).replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
