import type { GenericValue, IDataObject } from 'n8n-workflow';

/** An object with keys, as JSON knows it: not null, not an array. */
export function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object without its undefined fields; the same one where it has none. */
export function defined<Value>(fields: Record<string, Value>): Record<string, Value> {
	const names = Object.keys(fields);
	if (names.every((name) => fields[name] !== undefined)) return fields;
	const kept: Record<string, Value> = {};
	for (const name of names) {
		const value = fields[name];
		if (value !== undefined) kept[name] = value;
	}
	return kept;
}

/** The value of a JSON text; undefined for other text. */
export function parseJson(text: string): GenericValue {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/**
 * The most levels of nested lists and objects. Neither the API nor n8n accepts so many; the limit keeps
 * recursive code from overflowing the stack.
 */
export const MOST_LEVELS = 500;

/**
 * Whether a value has more levels than that, as a cyclic one has.
 *
 * @param text the JSON that the value was parsed from; most need no check
 */
export function isTooDeep(value: unknown, text?: string): boolean {
	return (text === undefined || mayBeDeep(text)) && jsonProblem(value) === TOO_DEEP;
}

/** Whether a JSON text has enough brackets to be too deep. */
function mayBeDeep(text: string): boolean {
	// Each level takes two characters at least.
	if (text.length <= 2 * MOST_LEVELS) return false;
	let found = 0;
	for (const bracket of ['{', '[']) {
		for (let at = text.indexOf(bracket); at !== -1; at = text.indexOf(bracket, at + 1)) {
			if (++found > MOST_LEVELS) return true;
		}
	}
	return false;
}

const TOO_DEEP = `has more than ${MOST_LEVELS} levels of lists and objects within each other, or holds itself`;

/**
 * Why a value cannot be written as JSON, as the end of a sentence; undefined where it can. Depth first and
 * without recursion, so that no value overflows the stack.
 */
export function jsonProblem(value: unknown): string | undefined {
	/** Values still to be checked, by level; lists and objects only. */
	const levels: unknown[][] = [[value]];
	for (;;) {
		const level = levels.at(-1);
		if (level === undefined) return undefined;
		if (level.length === 0) {
			levels.pop();
			continue;
		}
		const next = level.pop();
		if (typeof next === 'bigint') return 'holds a BigInt, which JSON has no form for';
		if (typeof next !== 'object' || next === null || isWrittenByItself(next)) continue;
		if (levels.length > MOST_LEVELS) return TOO_DEEP;
		levels.push(Object.values(next));
	}
}

/** Whether a value defines its own JSON form, as dates do. */
function isWrittenByItself(value: object): boolean {
	return 'toJSON' in value && typeof value.toJSON === 'function';
}

/** The JSON text of a value; undefined where it has none or throws while being written. */
export function writeJson(value: unknown): string | undefined {
	try {
		return JSON.stringify(value);
	} catch {
		return undefined;
	}
}

/** Whether a value from JSON is an object, which n8n accepts as the JSON of an item. */
export function isJsonObject(value: unknown): value is IDataObject {
	return isRecord(value);
}
