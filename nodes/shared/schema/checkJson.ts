import { toFailure } from '../errors/toFailure';
import { isRecord } from '../json';
import type { JsonSchema } from './sendableSchema';
import type { Check, Problem } from './checkParts';
import { listProblems, objectProblems } from './checkParts';
import { PatternChecks } from './patternChecks';
import { literalProblems, numberProblems, textProblems, typeProblems } from './checkScalar';

const MOST_PROBLEMS = 5;

/** The most alternatives whose problem is listed when none fits. */
const MOST_ALTERNATIVES = 3;

/**
 * The places where a value does not fit a schema, as in `items[0].price: must be at least 0, but is -1`;
 * empty where it fits. Checks the schema as the user wrote it: the API enforces types and fields, but not
 * sizes, patterns and the like. Ignores unknown or malformed keywords and formats, and whatever is nested
 * deeper than {@link MOST_DEPTH} schemas.
 *
 * @param patterns collects the patterns that were not checked, because they might run forever
 * @see https://json-schema.org/draft/2020-12/json-schema-validation
 */
export function jsonProblems(
	value: unknown,
	schema: JsonSchema,
	patterns = new PatternChecks(),
): string[] {
	try {
		return checkerOf(schema, patterns)(value, schema, '').map(sentence);
	} catch (error) {
		// An answer too deep to be checked is accepted, as it is paid for.
		if (error instanceof RangeError) return [];
		throw toFailure(error);
	}
}

function sentence({ place, text }: Problem): string {
	return `${place === '' ? 'the answer' : place}: ${text}`;
}

/**
 * The most nested schemas, counting references and alternatives: about 200 levels of an answer. The call
 * stack overflows a little later, depending on the caller.
 */
const MOST_DEPTH = 600;

/** The most characters of a problem: those of alternatives include those of their parts. */
const LONGEST_TEXT = 500;

/**
 * Removes duplicates, as two schemas may find the same problem. Limits number and length at every level, or
 * they would multiply.
 */
function firstOf(problems: readonly Problem[]): Problem[] {
	const short = problems.map(({ place, text }) => ({ place, text: text.slice(0, LONGEST_TEXT) }));
	const distinct = new Map(short.map((problem) => [sentence(problem), problem]));
	return [...distinct.values()].slice(0, MOST_PROBLEMS);
}

function checkerOf(root: JsonSchema, patterns: PatternChecks): Check {
	/** Problems by reference and place. An entry is empty while its check runs, which ends cycles. */
	const known = new Map<string, Problem[]>();
	let depth = 0;
	const check: Check = Object.assign(checkOne, { patterns });
	return check;

	function checkOne(value: unknown, schema: unknown, place: string): Problem[] {
		if (schema === false) return [{ place, text: 'must not be there' }];
		if (!isRecord(schema) || depth >= MOST_DEPTH) return [];
		depth++;
		const problems = firstOf([
			...ownProblems(value, schema, place, check),
			...refProblems(value, schema, place),
			...combinedProblems(value, schema, place, check),
		]);
		depth--;
		return problems;
	}

	function refProblems(value: unknown, { $ref }: JsonSchema, place: string): Problem[] {
		if (typeof $ref !== 'string') return [];
		const key = JSON.stringify([$ref, place]);
		const before = known.get(key);
		if (before !== undefined) return before;
		known.set(key, []);
		const problems = check(value, referredTo(root, $ref), place);
		known.set(key, problems);
		return problems;
	}
}

/** @see https://www.rfc-editor.org/rfc/rfc6901 */
function referredTo(root: JsonSchema, ref: string): unknown {
	if (ref === '#') return root;
	if (!ref.startsWith('#/')) return undefined;
	return ref
		.slice(2)
		.split('/')
		.map((token) => decoded(token).replaceAll('~1', '/').replaceAll('~0', '~'))
		.reduce<unknown>((inside, key) => {
			if (Array.isArray(inside)) return /^\d+$/.test(key) ? inside[Number(key)] : undefined;
			return isRecord(inside) && Object.hasOwn(inside, key) ? inside[key] : undefined;
		}, root);
}

function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}

function ownProblems(value: unknown, schema: JsonSchema, place: string, check: Check): Problem[] {
	const here = (text: string): Problem => ({ place, text });
	const wrongType = typeProblems(value, schema);
	if (wrongType.length > 0) return wrongType.map(here);
	const literals = literalProblems(value, schema).map(here);
	if (Array.isArray(value)) return [...literals, ...listProblems(value, schema, place, check)];
	if (isRecord(value)) return [...literals, ...objectProblems(value, schema, place, check)];
	if (typeof value === 'string') {
		return [...literals, ...textProblems(value, schema, check.patterns).map(here)];
	}
	if (typeof value === 'number') return [...literals, ...numberProblems(value, schema).map(here)];
	return literals;
}

/** Problems with subschemas that apply to the same value. */
function combinedProblems(
	value: unknown,
	schema: JsonSchema,
	place: string,
	check: Check,
): Problem[] {
	const { anyOf, oneOf, allOf, not } = schema;
	// A skipped pattern counts as fitting, which proves nothing where a value must not fit.
	const isSure = () => !check.patterns.isUnsure;
	const checkAll = (schemas: unknown) =>
		Array.isArray(schemas) ? schemas.map((each) => check(value, each, place)) : [];
	const fitsNot = (not === true || isRecord(not)) && check(value, not, place).length === 0;
	return [
		...checkAll(allOf).flat(),
		...misfits('anyOf', checkAll(anyOf), place),
		...misfits('oneOf', checkAll(oneOf), place, isSure()),
		...(fitsNot && isSure() ? [{ place, text: 'must not fit the schema in "not"' }] : []),
		...conditionProblems(value, schema, place, check),
	];
}

function misfits(
	keyword: 'anyOf' | 'oneOf',
	results: Problem[][],
	place: string,
	isSure = true,
): Problem[] {
	const fitting = results.filter((problems) => problems.length === 0).length;
	if (fitting > 1 && keyword === 'oneOf') {
		return isSure ? [{ place, text: `must fit one schema in "oneOf", but fits ${fitting}` }] : [];
	}
	if (fitting > 0 || results.length === 0) return [];
	const reasons = results
		.flatMap(([problem]) => problem ?? [])
		.slice(0, MOST_ALTERNATIVES)
		.map((problem) => (problem.place === place ? problem.text : sentence(problem)));
	return [{ place, text: `must fit a schema in "${keyword}" (${reasons.join('; ')})` }];
}

function conditionProblems(
	value: unknown,
	schema: JsonSchema,
	place: string,
	check: Check,
): Problem[] {
	if (!('if' in schema)) return [];
	const holds = check(value, schema.if, place).length === 0;
	if (holds && check.patterns.isUnsure) return [];
	return check(value, holds ? schema.then : schema.else, place);
}
