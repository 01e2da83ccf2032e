/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { isDeepStrictEqual } from 'node:util';
import type { IDataObject } from 'n8n-workflow';
import type { Sample } from '../../test/standin';
import { isFailed } from './cells';
import type { AnsweredRow } from './rows';

/** Where the rows of an example do not show what its sample answers say; nothing where all do. */
export function deviations(rows: readonly AnsweredRow[], samples: readonly Sample[]): string[] {
	return rows.flatMap((row, index) => {
		const written = samples.filter((sample) => sample.row === index + 1);
		return rowDeviations(row, written).map((text) => `Row ${index + 1}: ${text}`);
	});
}

function rowDeviations({ answers }: AnsweredRow, written: readonly Sample[]): string[] {
	const given = answers.filter((answer) => !isFailed(answer));
	const last = written.at(-1);
	const isLastGiven = last === undefined || given.some(({ json }) => json.id === last.id);
	return [
		...given.flatMap(({ node, json }) => {
			const sample = written.find(({ id }) => id === json.id);
			if (sample === undefined) return [`${node} has not given a sample that is written for it.`];
			return differences(json, sample).map(
				(what) => `${node} shows other ${what} than ${sample.id}.`,
			);
		}),
		...(isLastGiven ? [] : [`${last.id} was not given.`]),
	];
}

function differences(json: IDataObject, sample: Sample): string[] {
	const shown = shownBy(json);
	const expected = saidBy(sample, shown);
	return Object.keys(expected).filter((what) => !isDeepStrictEqual(shown[what], expected[what]));
}

/** What a user sees of an answer, by its names. */
type Shown = Readonly<Record<string, unknown>>;

function shownBy(json: IDataObject): Shown {
	const { text, output, stop_reason } = json;
	return {
		...(output === undefined ? { text } : { output }),
		citations: listOf(json.citations).map(({ cited_text }) => cited_text),
		'tool calls': listOf(json.tool_calls).map(({ name, input }) => ({ tool: name, input })),
		...(json.steps !== undefined && {
			steps: listOf(json.steps).map((step) => ({
				tool: step.tool,
				input: step.input,
				result: step.output,
			})),
		}),
		stop_reason,
	};
}

/** What a user should see: of a text that `max_tokens` has cut, as much as is there, but not only the prefill. */
function saidBy({ asked: { turns }, answer }: Sample, shown: Shown): Shown {
	const parts = answer.map((part) => (typeof part === 'string' ? { text: part } : part));
	const [json] = parts.flatMap((part) => ('json' in part ? [part] : []));
	const calls = parts.flatMap((part) => ('tool' in part ? [part] : []));
	const prefill = turns.flatMap((turn, index) =>
		index === turns.length - 1 && 'assistant' in turn ? turn.assistant : [],
	);
	const said = parts.flatMap((part) => ('text' in part ? [part.text] : []));
	const text = [...prefill, ...said].join('');
	const isCut = shown.stop_reason === 'max_tokens';
	const length = Math.max(String(shown.text).length, prefill.join('').length + 1);
	return {
		...(json === undefined
			? { text: isCut ? text.slice(0, length) : text }
			: { output: json.json }),
		citations: parts.flatMap((part) => ('cites' in part ? [part.cites] : [])),
		'tool calls': calls,
		...(shown.steps !== undefined && { steps: stepsIn(turns) }),
	};
}

/** Each call of a tool with its result, in the order of the calls. */
function stepsIn(turns: Sample['asked']['turns']) {
	const parts = turns
		.flatMap((turn) => ('user' in turn ? turn.user : turn.assistant))
		.flatMap((part) => (typeof part === 'string' ? [] : [part]));
	const results = parts.flatMap((part) => ('result' in part ? [part.result] : []));
	const calls = parts.flatMap((part) => ('tool' in part ? [part] : []));
	return calls.map((call, index) => ({ ...call, result: results[index] }));
}

function listOf(value: unknown): IDataObject[] {
	return Array.isArray(value) ? value : [];
}
