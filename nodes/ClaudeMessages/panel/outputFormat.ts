import type { INodeProperties } from 'n8n-workflow';
import { type Choice, readChoice } from '../../shared/fields/choice';

/** The form of the answer. */
export type OutputFormat = 'text' | 'json';

const CHOICES: Array<Choice<OutputFormat>> = [
	{
		name: 'JSON',
		value: 'json',
		description: 'The answer fits the fields that you describe, and comes as the field output',
	},
	{ name: 'Text', value: 'text', description: 'The answer comes as Claude words it' },
];

/** @see https://platform.claude.com/docs/en/build-with-claude/structured-outputs */
export const outputFormat: INodeProperties = {
	displayName: 'Output Format',
	name: 'outputFormat',
	type: 'options',
	noDataExpression: true,
	options: CHOICES,
	default: 'text',
	description:
		'The form of the answer; with JSON an answer that is cut off, refused or against the description makes its item fail',
};

/** Whether the answer is text or JSON. */
export function readOutputFormat(value: unknown): OutputFormat {
	return readChoice(value, 'Output Format', CHOICES, 'text');
}
