import { isRecord } from '../json';
import { placeIn } from './jsonPlace';
import type { JsonSchema } from './sendableSchema';
import { canonical, countProblems } from './checkScalar';
import type { PatternChecks } from './patternChecks';

/** What is wrong, and its place in the answer; empty for the whole answer. */
export interface Problem {
	place: string;
	text: string;
}

/** Checks a value at its place against any kind of schema. */
export interface Check {
	(value: unknown, schema: unknown, place: string): Problem[];
	patterns: PatternChecks;
}

/** Problems of a list and its entries. */
export function listProblems(
	list: readonly unknown[],
	schema: JsonSchema,
	place: string,
	check: Check,
): Problem[] {
	const prefix: unknown[] = Array.isArray(schema.prefixItems) ? schema.prefixItems : [];
	const entries = list.flatMap((entry, index) =>
		check(entry, prefix[index] ?? schema.items, placeIn(place, index)),
	);
	const texts = [
		...countProblems(list.length, schema, ['minItems', 'maxItems'], 'item'),
		...(schema.uniqueItems === true ? repeated(list) : []),
		...('contains' in schema ? missedEntries(list, schema, place, check) : []),
	];
	return [...texts.map((text) => ({ place, text })), ...entries];
}

function repeated(list: readonly unknown[]): string[] {
	const firsts = new Map<string | undefined, number>();
	for (const [index, entry] of list.entries()) {
		const key = canonical(entry);
		const first = firsts.get(key);
		if (first !== undefined)
			return [`must have no equal items, but ${first} and ${index} are equal`];
		firsts.set(key, index);
	}
	return [];
}

function missedEntries(
	list: readonly unknown[],
	schema: JsonSchema,
	place: string,
	check: Check,
): string[] {
	const isFit = (entry: unknown, index: number) =>
		check(entry, schema.contains, placeIn(place, index)).length === 0;
	const bounds = { minContains: 1, ...schema };
	const keywords = ['minContains', 'maxContains'] as const;
	const fitting = list.filter(isFit).length;
	if (check.patterns.isUnsure) return [];
	return countProblems(fitting, bounds, keywords, 'item').map(
		(text) => `${text} that fit "contains"`,
	);
}

/** Problems of an object and its fields. */
export function objectProblems(
	record: Record<string, unknown>,
	schema: JsonSchema,
	place: string,
	check: Check,
): Problem[] {
	const names = Object.keys(record);
	const counts = countProblems(names.length, schema, ['minProperties', 'maxProperties'], 'field');
	return [
		...missingFields(record, schema).map(([name, text]) => ({ place: placeIn(place, name), text })),
		...counts.map((text) => ({ place, text })),
		...names.flatMap((name) => fieldProblems(name, record[name], schema, place, check)),
	];
}

/** Names of missing fields, and why they are required. */
function missingFields(
	record: Record<string, unknown>,
	{ required, dependentRequired }: JsonSchema,
): Array<[name: string, text: string]> {
	const isMissing = (name: unknown): name is string =>
		typeof name === 'string' && !Object.hasOwn(record, name);
	const missing = (names: unknown) => (Array.isArray(names) ? names.filter(isMissing) : []);
	const dependents = isRecord(dependentRequired) ? Object.entries(dependentRequired) : [];
	return [
		...missing(required).map((name): [string, string] => [name, 'is missing']),
		...dependents
			.filter(([name]) => Object.hasOwn(record, name))
			.flatMap(([name, names]) =>
				missing(names).map((each): [string, string] => [
					each,
					`is missing, but has to be there with ${name}`,
				]),
			),
	];
}

function fieldProblems(
	name: string,
	value: unknown,
	{ properties, patternProperties, additionalProperties, propertyNames }: JsonSchema,
	place: string,
	check: Check,
): Problem[] {
	const inside = placeIn(place, name);
	const named = isRecord(properties) && Object.hasOwn(properties, name) ? [properties[name]] : [];
	const patterns = isRecord(patternProperties) ? Object.entries(patternProperties) : [];
	const fits = patterns.map(([pattern]) => check.patterns.matches(name, pattern));
	const matching = patterns.filter((_, index) => fits[index]).map(([, each]) => each);
	const schemas = [...named, ...matching];
	const problems = check(name, propertyNames, `${inside} (its name)`);
	if (schemas.length > 0)
		return [...problems, ...schemas.flatMap((each) => check(value, each, inside))];
	// A skipped pattern may match this field.
	if (fits.includes(undefined)) return problems;
	if (additionalProperties === false) {
		return [...problems, { place: inside, text: 'is not a field of the schema' }];
	}
	return [...problems, ...check(value, additionalProperties, inside)];
}
