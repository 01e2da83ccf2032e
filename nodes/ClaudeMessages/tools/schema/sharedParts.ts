import { isRecord } from '../../../shared/json';
import type { JsonSchema } from '../../../shared/schema/sendableSchema';

/** How many lists and objects a part may have that is written out wherever it stands. */
const LARGEST_REPEATED = 40;

/**
 * A schema in which the same objects may stand many times, as one that says each of the large ones only
 * once, in its `$defs`. Written out, parts that share parts that share parts grow exponentially.
 *
 * @param top of the schema
 * @param defs its parts that have a name already
 * @param parts the objects within it that are schemas, and not, say, a list of them
 */
export function sharedOnce(
	top: JsonSchema,
	defs: Record<string, JsonSchema>,
	parts: ReadonlySet<unknown>,
): JsonSchema {
	const names = namesOfShared([top, defs], parts);
	const shared = new Map<string, unknown>();

	function written(value: unknown): unknown {
		const name = names.get(value);
		if (name === undefined) return withEach(value, written);
		if (!shared.has(name)) shared.set(name, withEach(value, written));
		return { $ref: `#/$defs/${name}` };
	}

	const sent = Object.entries(top).map(([keyword, value]) => [keyword, written(value)]);
	const named = Object.entries(defs).map(([name, part]) => [name, withEach(part, written)]);
	const $defs = Object.fromEntries([...named, ...shared]);
	return Object.fromEntries(Object.keys($defs).length > 0 ? [...sent, ['$defs', $defs]] : sent);
}

/** Names for the large parts that stand in a value more than once. */
function namesOfShared(value: unknown, parts: ReadonlySet<unknown>): Map<unknown, string> {
	const sizes = new Map<unknown, number>();
	const names = new Map<unknown, string>();

	function size(each: unknown): number {
		if (typeof each !== 'object' || each === null) return 0;
		const known = sizes.get(each);
		if (known === undefined) {
			const whole = Object.values(each).reduce((sum: number, inner) => sum + size(inner), 1);
			if (parts.has(each)) sizes.set(each, whole);
			return whole;
		}
		if (known <= LARGEST_REPEATED) return known;
		if (!names.has(each)) names.set(each, `shared${names.size + 1}`);
		return 1;
	}

	size(value);
	return names;
}

/** A copy with other values inside. Names such as `__proto__` are names like others. */
function withEach(value: unknown, change: (each: unknown) => unknown): unknown {
	if (Array.isArray(value)) return value.map(change);
	if (!isRecord(value)) return value;
	return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, change(each)]));
}
