import type { INodeProperties } from 'n8n-workflow';
import { readRequired } from './required';

export const model: INodeProperties = {
	displayName: 'Model',
	name: 'model',
	type: 'resourceLocator',
	required: true,
	default: {
		mode: 'list',
		value: 'claude-sonnet-5-5',
		cachedResultName: 'Claude Sonnet 5.5 (claude-sonnet-5-5)',
	},
	description:
		'The Claude model that answers; models differ in price, speed and in which settings they accept',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a model…',
			typeOptions: { searchListMethod: 'searchModels', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. claude-sonnet-5-5',
		},
	],
};

/** The model's ID for the API's `model`. */
export function readModel(value: unknown): string {
	const wayOut = "Choose a model in 'Model', or give its ID.";
	return readRequired(value, { label: 'Model', wayOut });
}
