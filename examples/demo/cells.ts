import type { IDataObject } from 'n8n-workflow';
import type { AnsweredRow, Answer } from './rows';
import type { Row } from './table';

/** From this length on a value without a blank is a file in base64. */
const FILE_LENGTH = 80;

/** What an item failed with is no answer. */
export function isFailed({ json: { error } }: Answer): boolean {
	return typeof error === 'object' && error !== null && 'message' in error;
}

/**
 * A row of the table that the demo prints.
 *
 * @param title of the column with the answers
 */
export function cellsOf({ input, answers }: AnsweredRow, title: string): Row {
	if (answers.length === 0) return { Input: valuesOf(input), [title]: '(none)', 'Stop reason': '' };
	const texts = answers.map((answer) =>
		answers.length > 1 ? `${answer.node}:\n${textOf(answer)}` : textOf(answer),
	);
	const reasons = answers.map((answer) =>
		isFailed(answer) ? '(failed)' : String(answer.json.stop_reason),
	);
	return { Input: valuesOf(input), [title]: texts.join('\n'), 'Stop reason': reasons.join('\n') };
}

function textOf(answer: Answer): string {
	const { error, text, output, steps, tool_calls, citations } = answer.json;
	if (isFailed(answer)) return failureOf(Object(error));
	return [
		...listOf(steps).map(
			({ tool, input, output }) => `${callOf(tool, input)} gave ${valueOf(output)}`,
		),
		...(output === undefined
			? [String(text)].filter((line) => line !== '')
			: [valuesOf(Object(output))]),
		...listOf(citations).map(
			({ cited_text, start_page_number }) => `cites page ${start_page_number}: ${cited_text}`,
		),
		...listOf(tool_calls).map(({ name, input }) => `calls ${callOf(name, input)}`),
	].join('\n');
}

function failureOf({ message, description }: IDataObject): string {
	return description ? `${String(message)}\n${String(description)}` : String(message);
}

function callOf(name: unknown, input: unknown): string {
	return `${String(name)} ${JSON.stringify(input)}`;
}

function listOf(value: unknown): IDataObject[] {
	return Array.isArray(value) ? value : [];
}

function valuesOf(json: IDataObject, separator = '\n'): string {
	return Object.entries(json)
		.map(([name, value]) => `${name}: ${valueOf(value)}`)
		.join(separator);
}

function valueOf(value: unknown): string {
	if (Array.isArray(value)) return value.map((one) => `\n- ${valueOf(one)}`).join('');
	if (typeof value === 'object' && value !== null) return valuesOf(Object(value), ', ');
	const text = String(value);
	if (text === '') return '(empty)';
	if (text.length < FILE_LENGTH || text.includes(' ')) return text;
	return `(a file of ${Buffer.from(text, 'base64').length} bytes)`;
}
