import type { GenericValue } from 'n8n-workflow';

/** An object with keys, as JSON knows it: not null, not an array. */
export function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Without the fields that are undefined. */
export function defined<Value>(fields: Record<string, Value>): Record<string, Value> {
	return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

/** What a text says as JSON, undefined where it is none. */
export function parseJson(text: string): GenericValue {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/**
 * How many lists and objects may stand within each other. Neither the API nor n8n takes so many; the limit
 * keeps everything that walks through a value within the stack.
 */
export const MOST_LEVELS = 500;

/**
 * Whether a value has more levels than that; one that holds itself has no end of them.
 *
 * @param text that the value was parsed from, which spares the look at short ones
 */
export function isTooDeep(value: unknown, text?: string): boolean {
	// Each level takes two characters at least.
	if (text !== undefined && text.length <= 2 * MOST_LEVELS) return false;
	return jsonProblem(value) === TOO_DEEP;
}

const TOO_DEEP = `has more than ${MOST_LEVELS} levels of lists and objects within each other, or holds itself`;

/**
 * What keeps a value from being written as JSON, as the end of a sentence; undefined where nothing does.
 * Depth first and without recursion, so that no value is too much.
 */
export function jsonProblem(value: unknown): string | undefined {
	/** What is still to be looked at, by level; lists and objects only. */
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

/** Dates and the like say themselves how they are written. */
function isWrittenByItself(value: object): boolean {
	return 'toJSON' in value && typeof value.toJSON === 'function';
}

/** Undefined for a value that JSON has no form for, or that does not let itself be written. */
export function writeJson(value: unknown): string | undefined {
	try {
		return JSON.stringify(value);
	} catch {
		return undefined;
	}
}
