import type { JsonSchema } from '../../../shared/schema/sendableSchema';

const TIGHTER: Readonly<Record<string, (...values: number[]) => number>> = {
	minLength: Math.max,
	minItems: Math.max,
	minimum: Math.max,
	exclusiveMinimum: Math.max,
	maxLength: Math.min,
	maxItems: Math.min,
	maximum: Math.min,
	exclusiveMaximum: Math.min,
};

/**
 * A schema of one type with all of some limits. Of two bounds the tighter one counts; of other limits with
 * the same keyword, the second and further stand in an `allOf`, as does what only a description can tell.
 */
export function narrowed(type: string, limits: readonly JsonSchema[]): JsonSchema {
	const result: JsonSchema = { type };
	const others: JsonSchema[] = [];
	for (const [keyword, value] of limits.flatMap((limit) => Object.entries(limit))) {
		const before = result[keyword];
		const tighter = TIGHTER[keyword];
		if (tighter && typeof before === 'number' && typeof value === 'number') {
			result[keyword] = tighter(before, value);
		} else if (keyword === 'type' || (before === undefined && keyword !== 'description')) {
			result[keyword] = value;
		} else if (before !== value) {
			others.push({ type, [keyword]: value });
		}
	}
	return others.length > 0 ? { ...result, allOf: others } : result;
}

/** The least or the most of something, where JSON has a form for it. */
export function bound(keyword: string, value: unknown): JsonSchema {
	const known = typeof value === 'bigint' ? Number(value) : value;
	return Number.isFinite(known) ? { [keyword]: known } : {};
}

/** @param inclusive false where the value itself is out of bounds */
export function limit(side: 'minimum' | 'maximum', value: unknown, inclusive: unknown): JsonSchema {
	const exclusive = side === 'minimum' ? 'exclusiveMinimum' : 'exclusiveMaximum';
	return bound(inclusive === false ? exclusive : side, value);
}

/** JSON Schema knows only divisors above zero. */
export function multipleOf(value: unknown): JsonSchema {
	const divisor = Math.abs(Number(value));
	return divisor > 0 ? bound('multipleOf', divisor) : {};
}

/** Flags that change which texts match; a pattern of JSON Schema has none. */
const CHANGING_FLAGS = /[imsv]/;

/** What a text must match. With flags it is only told, since without them it would refuse what the tool takes. */
export function pattern(regex: unknown): JsonSchema {
	if (!(regex instanceof Object) || !('source' in regex) || !('flags' in regex)) return {};
	const { source, flags } = regex;
	if (CHANGING_FLAGS.test(String(flags))) return { description: `Matches /${source}/${flags}` };
	return { pattern: source };
}
