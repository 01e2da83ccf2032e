import { jsonProblem, writeJson } from './json';

/** Formats a value for a message: short, and with its quotes, so that "12" differs from 12. */
export function show(value: unknown): string {
	if (value === undefined || value === null) return 'empty';
	if (typeof value === 'function') return 'a function';
	const text =
		typeof value === 'object' || typeof value === 'string' ? shown(value) : String(value);
	return text.length > 60 ? `${text.slice(0, 57)}…` : text || 'empty';
}

function shown(value: unknown): string {
	if (value instanceof Date) return dateText(value);
	const problem = jsonProblem(value);
	const json = problem === undefined ? writeJson(value) : undefined;
	if (json !== undefined) return json;
	return problem === undefined ? 'something without a form as text' : `something that ${problem}`;
}

function dateText(date: Date): string {
	return Number.isNaN(date.getTime()) ? 'an invalid date' : date.toISOString();
}

/** Joins alternatives as in "a, b or c". */
export function listed(names: readonly string[]): string {
	return names.length < 2
		? names.join('')
		: `${names.slice(0, -1).join(', ')} or ${names.at(-1) ?? ''}`;
}
