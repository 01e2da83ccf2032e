import { pick, without } from './keywords';
import type { JsonSchema } from './sendableSchema';

const OF_NUMBERS = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'];

/** The keywords that apply to values of one type only. */
const KEYWORDS = new Map<unknown, readonly string[]>([
	[
		'object',
		[
			'properties',
			'required',
			'additionalProperties',
			'patternProperties',
			'propertyNames',
			'minProperties',
			'maxProperties',
			'dependentRequired',
		],
	],
	[
		'array',
		[
			'items',
			'prefixItems',
			'contains',
			'minContains',
			'maxContains',
			'minItems',
			'maxItems',
			'uniqueItems',
		],
	],
	['string', ['minLength', 'maxLength', 'pattern', 'format']],
	['number', OF_NUMBERS],
	['integer', OF_NUMBERS],
]);

const ALTERNATIVES = ['anyOf', 'oneOf', 'allOf'];

/** Alternatives for several types, and the keywords that apply to all of them. */
interface SplitTypes {
	anyOf: JsonSchema[];
	others: JsonSchema;
}

/**
 * Turns several types, as in `["object", "null"]`, into alternatives where one of them is an object or array:
 * only there do fields and entries keep their schemas. Scalar types stay together.
 */
export function splitTypes({ type: types, ...rest }: JsonSchema): SplitTypes | undefined {
	if (!Array.isArray(types) || !(types.includes('object') || types.includes('array'))) {
		return undefined;
	}
	if (ALTERNATIVES.some((keyword) => keyword in rest)) return undefined;
	const keywordsOf = (type: unknown) => KEYWORDS.get(type) ?? [];
	return {
		anyOf: types.map((type: unknown) => ({ type, ...pick(rest, ...keywordsOf(type)) })),
		// Each type once: very many arguments overflow the stack.
		others: without(rest, ...[...new Set(types)].flatMap(keywordsOf)),
	};
}
