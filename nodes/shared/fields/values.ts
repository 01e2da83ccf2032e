import { type Failure, invalidInput } from '../errors/failure';
import { isRecord, isTooDeep, jsonProblem, writeJson } from '../json';
import { show } from '../words';

/**
 * Reads a text field. Its expression may return anything: numbers and booleans become text, dates their ISO
 * form, other objects and arrays JSON, nothing the empty text.
 *
 * @throws Failure that names the field, for a value that cannot be written as text
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
	/** What the field accepts, as in "a whole number of at least 1". */
	takes: string;
	accepts(value: number): boolean;
}

/**
 * Reads a number from the panel. n8n does not coerce what an expression yields, and text that looks like a
 * number is refused as well: a wrong guess could cost money.
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
 * Reads a list of texts: a list from the panel, or whatever an expression returned in place of it or of one
 * of its rows, nested lists included.
 *
 * @throws Failure that names the field, for an object in the list
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
 * Reads a JSON field: text to parse, or the value itself where an expression returned it.
 *
 * @throws Failure that names the field and the place in the text, or the value that JSON cannot hold
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

/** Reads a switch; `fallback` applies while the user has not touched it. */
export function readSwitch(value: unknown, label: string, fallback: boolean): boolean {
	if (value === undefined || value === null) return fallback;
	if (typeof value === 'boolean') return value;
	throw invalidInput(
		`'${label}' is a switch, but it is ${show(value)}`,
		`Switch '${label}' on or off; an expression has to give true or false, not text.`,
	);
}
