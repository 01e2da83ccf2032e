import { isRecord } from '../json';
import { show } from '../words';
import type { JsonSchema } from './sendableSchema';
import { hasFormat } from './jsonFormats';
import type { PatternChecks } from './patternChecks';

const TYPES = new Map<unknown, { name: string; fits(value: unknown): boolean }>([
	['object', { name: 'an object', fits: isRecord }],
	['array', { name: 'an array', fits: Array.isArray }],
	['string', { name: 'a string', fits: (value) => typeof value === 'string' }],
	['number', { name: 'a number', fits: (value) => typeof value === 'number' }],
	['integer', { name: 'a whole number', fits: Number.isInteger }],
	['boolean', { name: 'true or false', fits: (value) => typeof value === 'boolean' }],
	['null', { name: 'null', fits: (value) => value === null }],
]);

/** Problems with a value's type; types unknown to JSON are ignored. */
export function typeProblems(value: unknown, { type }: JsonSchema): string[] {
	const types = Array.isArray(type) ? type : [type];
	const known = types.flatMap((each: unknown) => TYPES.get(each) ?? []);
	const isClear = known.length > 0 && known.length === types.length;
	if (!isClear || known.some(({ fits }) => fits(value))) return [];
	return [`must be ${known.map(({ name }) => name).join(' or ')}, but is ${shown(value)}`];
}

/** Problems with `enum` and `const`, for values of any type. */
export function literalProblems(value: unknown, schema: JsonSchema): string[] {
	const problems: string[] = [];
	const { enum: values } = schema;
	if (Array.isArray(values)) {
		const allowed = allowedOf(values);
		if (!allowed.texts.has(canonical(value))) {
			problems.push(`must be one of ${allowed.shown}, but is ${shown(value)}`);
		}
	}
	if (schema.const !== undefined && !sameJson(schema.const, value)) {
		problems.push(`must be ${shown(schema.const)}, but is ${shown(value)}`);
	}
	return problems;
}

/** The values of an `enum` as a set, so that the lookup is fast however many there are. */
interface Allowed {
	texts: ReadonlySet<string | undefined>;
	shown: string;
}

const knownEnums = new WeakMap<readonly unknown[], Allowed>();

function allowedOf(values: readonly unknown[]): Allowed {
	const allowed = knownEnums.get(values) ?? {
		texts: new Set(values.map(canonical)),
		shown: shown(values),
	};
	knownEnums.set(values, allowed);
	return allowed;
}

/** A rule with a number: its keyword, its check and its wording. */
type Bound = [keyword: string, isBroken: (size: number, bound: number) => boolean, says: string];

const BOUNDS: readonly Bound[] = [
	['minimum', (size, bound) => size < bound, 'at least'],
	['maximum', (size, bound) => size > bound, 'at most'],
	['exclusiveMinimum', (size, bound) => size <= bound, 'more than'],
	['exclusiveMaximum', (size, bound) => size >= bound, 'less than'],
	['multipleOf', isNoMultiple, 'a multiple of'],
];

/** Problems with a number's bounds. */
export function numberProblems(value: number, schema: JsonSchema): string[] {
	return BOUNDS.flatMap(([keyword, isBroken, says]) => {
		const bound = schema[keyword];
		if (typeof bound !== 'number' || !isBroken(value, bound)) return [];
		return [`must be ${says} ${bound}, but is ${value}`];
	});
}

/** Allows for rounding: 0.3 is a multiple of 0.1, though not in binary. */
function isNoMultiple(value: number, step: number): boolean {
	const quotient = value / step;
	const rounding = 4 * Number.EPSILON * Math.max(1, Math.abs(quotient));
	return step > 0 && Math.abs(quotient - Math.round(quotient)) > rounding;
}

/** Problems with a string's length, pattern and format. */
export function textProblems(value: string, schema: JsonSchema, patterns: PatternChecks): string[] {
	const { pattern, format } = schema;
	const length = [...value].length;
	const problems = countProblems(length, schema, ['minLength', 'maxLength'], 'character');
	if (typeof pattern === 'string' && patterns.matches(value, pattern) === false) {
		problems.push(`must match the pattern ${pattern}, but is ${shown(value)}`);
	}
	if (!hasFormat(value, format)) {
		problems.push(`must have the format ${String(format)}, but is ${shown(value)}`);
	}
	return problems;
}

/** Problems with a minimum or maximum count. */
export function countProblems(
	count: number,
	schema: JsonSchema,
	[least, most]: readonly [string, string],
	noun: string,
): string[] {
	const plural = (number: number) => `${number} ${noun}${number === 1 ? '' : 's'}`;
	const { [least]: min, [most]: max } = schema;
	if (typeof min === 'number' && count < min) {
		return [`must have at least ${plural(min)}, but has ${count}`];
	}
	if (typeof max === 'number' && count > max) {
		return [`must have at most ${plural(max)}, but has ${count}`];
	}
	return [];
}

/** Whether two values are equal as JSON: the order of fields does not count. */
function sameJson(one: unknown, other: unknown): boolean {
	return canonical(one) === canonical(other);
}

/** A JSON text that is the same for equal values. */
export function canonical(value: unknown): string | undefined {
	return JSON.stringify(value, (_, each: unknown) =>
		isRecord(each)
			? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
			: each,
	);
}

/** Formats a value for a message; null is shown as such. */
export function shown(value: unknown): string {
	return value === null ? 'null' : show(value);
}
