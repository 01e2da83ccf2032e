import { type Failure, invalidInput } from '../errors/failure';
import { isRecord, isTooDeep, jsonProblem, writeJson } from '../json';
import { show } from '../words';

/**
 * What a text field holds. An expression may put anything there: numbers and booleans become text,
 * dates become their ISO form,
 * other objects and arrays JSON, nothing empty text.
 *
 * @throws Failure that names the field, for what cannot be written as text
 */
export function asText(value: unknown, label: string): string {
	if (typeof value === 'string') return value;
	if (value === undefined || value === null) return '';
	if (typeof value === 'function') throw notAValue(label, 'is a function');
	if (typeof value !== 'object') return String(value);
	const problem = jsonProblem(value);
	if (problem !== undefined) throw notAValue(label, problem);
	const json = writeJson(value);
	if (json === undefined) throw notAValue(label, 'has no form as text');
	// A date is a JSON string; its quotes are not part of it.
	return json.startsWith('"') ? String(JSON.parse(json)) : json;
}

function notAValue(label: string, problem: string): Failure {
	return invalidInput(
		`'${label}' cannot be read: what its expression gives ${problem}`,
		`Let the expression in '${label}' give text, or a value that JSON can hold.`,
	);
}

interface NumberRule {
	label: string;
	/** What the field takes, as in "a whole number of at least 1". */
	takes: string;
	accepts(value: number): boolean;
}

/**
 * A number from the panel. n8n does not coerce what an expression yields, and text that looks like a
 * number is refused as well: guessing what was meant could cost money.
 */
export function readNumber(value: unknown, { label, takes, accepts }: NumberRule): number {
	if (typeof value === 'number' && accepts(value) && Math.abs(value) <= Number.MAX_SAFE_INTEGER) {
		// JSON has no minus zero.
		return value === 0 ? 0 : value;
	}
	const hint =
		typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value))
			? ' The expression yields text: wrap it as in {{ Number($json.value) }}.'
			: '';
	const tooLarge = typeof value === 'number' && accepts(value) ? ', which is too large' : '';
	throw invalidInput(
		`'${label}' takes ${takes}, but it is ${show(value)}${tooLarge}`,
		`Set '${label}' to ${takes}.${hint}`,
	);
}

/**
 * Several values of one field: a list from the panel, or what an expression gave instead of it or of one of
 * its rows, lists within lists included.
 *
 * @throws Failure that names the field, for an object
 */
export function asList(value: unknown, label: string): string[] {
	const problem = jsonProblem(value);
	if (problem !== undefined) throw notAValue(label, problem);
	return flat(value)
		.map((entry) => {
			if (isRecord(entry) && !('toJSON' in entry)) throw notAList(entry, label);
			return asText(entry, label);
		})
		.filter((entry) => entry !== '');
}

function flat(value: unknown): unknown[] {
	return Array.isArray(value) ? value.flatMap(flat) : [value];
}

function notAList(entry: unknown, label: string): Failure {
	return invalidInput(
		`'${label}' takes texts, but it holds an object: ${show(entry)}`,
		`Let the expression in '${label}' give a text or a list of texts, as in {{ $json.list.map((entry) => entry.name) }}.`,
	);
}

/**
 * A JSON field: text to parse, or the value itself where an expression gave it.
 *
 * @throws Failure that names the field and the place in the text, or what JSON cannot hold
 */
export function readJson(value: unknown, label: string): unknown {
	const json = typeof value === 'string' ? parsed(value, label) : value;
	if (typeof value === 'string' && !isTooDeep(json, value)) return json;
	const problem = jsonProblem(json);
	if (problem === undefined) return json;
	throw invalidInput(
		`'${label}' ${problem}`,
		`Give '${label}' a flatter form, of what JSON knows: texts, numbers, true, false, null, lists and objects.`,
	);
}

function parsed(text: string, label: string): unknown {
	try {
		return JSON.parse(text);
	} catch (error) {
		const place = error instanceof Error ? error.message : '';
		throw invalidInput(
			`'${label}' is not JSON: ${place}`,
			`Check quotes, commas and brackets in '${label}'. Text from an expression needs JSON.stringify, as in {{ JSON.stringify($json.text) }}.`,
		);
	}
}

/** A switch; `fallback` holds while the user has not touched it. */
export function readSwitch(value: unknown, label: string, fallback: boolean): boolean {
	if (value === undefined || value === null) return fallback;
	if (typeof value === 'boolean') return value;
	throw invalidInput(
		`'${label}' is a switch, but it is ${show(value)}`,
		`Switch '${label}' on or off; an expression has to give true or false, not text.`,
	);
}
