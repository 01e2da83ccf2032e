import { invalidInput } from '../errors/failure';

/**
 * What a text field holds. An expression may put anything there: numbers and booleans become text,
 * dates become their ISO form,
 * other objects and arrays JSON, nothing empty text.
 */
export function asText(value: unknown): string {
	if (value === undefined || value === null) return '';
	if (typeof value !== 'object') return String(value);
	const json = JSON.stringify(value);
	// A date is a JSON string; its quotes are not part of it.
	return json.startsWith('"') ? String(JSON.parse(json)) : json;
}

/** How a value is shown in a message: short, and with its quotes, so that "12" differs from 12. */
export function show(value: unknown): string {
	const text = typeof value === 'string' ? JSON.stringify(value) : asText(value);
	return text.length > 60 ? `${text.slice(0, 57)}…` : text || 'empty';
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
	if (typeof value === 'number' && accepts(value)) return value;
	const hint =
		typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value))
			? ' The expression yields text: wrap it as in {{ Number($json.value) }}.'
			: '';
	throw invalidInput(
		`'${label}' takes ${takes}, but it is ${show(value)}`,
		`Set '${label}' to ${takes}.${hint}`,
	);
}

/** Several values of one field: a list from the panel, or one text from an expression. */
export function asList(value: unknown): string[] {
	if (value === undefined || value === null || value === '') return [];
	return (Array.isArray(value) ? value : [value]).map(asText).filter((entry) => entry !== '');
}

/**
 * A JSON field: text to parse, or the value itself where an expression gave it.
 *
 * @throws Failure that names the field and the place in the text
 */
export function readJson(value: unknown, label: string): unknown {
	if (typeof value !== 'string') return value;
	try {
		return JSON.parse(value);
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
