import type { INodeProperties } from 'n8n-workflow';
import { asText } from '../../shared/fields/values';

export const prefill: INodeProperties = {
	displayName: 'Prefill',
	name: 'prefill',
	type: 'string',
	typeOptions: { rows: 2 },
	displayOptions: { hide: { outputFormat: ['json'] } },
	default: '',
	placeholder: 'e.g. The answer is (',
	description:
		"The start of Claude's answer, which Claude continues; models from 4.6 on refuse it, see the option Prefill Fallback",
};

/** The text that the answer has to start with; its end is trimmed later, as for every prefill. */
export function readPrefill(value: unknown): string {
	return asText(value, 'Prefill');
}
