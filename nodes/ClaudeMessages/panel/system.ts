import type { INodeProperties } from 'n8n-workflow';
import { asText } from '../../shared/fields/values';

export const system: INodeProperties = {
	displayName: 'System Prompt',
	name: 'system',
	type: 'string',
	typeOptions: { rows: 4 },
	default: '',
	placeholder: 'e.g. You are a bookkeeper. Answer in one sentence.',
	description: 'The role and the rules that Claude keeps to in the whole conversation',
};

/** The API's `system`, absent when the field is blank. */
export function readSystem(value: unknown): string | undefined {
	const text = asText(value, 'System Prompt');
	return text.trim() === '' ? undefined : text;
}
