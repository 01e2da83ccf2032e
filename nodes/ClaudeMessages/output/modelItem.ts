import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { isRecord } from '../../shared/json';
import { picked } from '../../shared/entries';
import { entryItem, type EntryShape } from './entryItem';

/** What a person chooses a model by. */
const TELLING = [
	'id',
	'display_name',
	'line',
	'lifecycle',
	'created_at',
	'retires_at',
	'max_input_tokens',
	'max_tokens',
];

/**
 * The item of a model: its telling fields and what it supports as lists, or the API's object unchanged.
 *
 * @see https://platform.claude.com/docs/en/api/models
 */
export function modelItem(model: IDataObject, shape: EntryShape): INodeExecutionData {
	return entryItem(model, shape, { simplified, errorName: 'model_error' });
}

function simplified(model: IDataObject): IDataObject {
	const { capabilities } = model;
	if (!isRecord(capabilities)) return picked(model, TELLING);
	const { effort, thinking } = capabilities;
	const types = isRecord(thinking) ? thinking.types : undefined;
	return {
		...picked(model, TELLING),
		supports: supported(capabilities),
		effort: supported(effort),
		thinking: supported(types),
	};
}

/** The names of what is supported. */
function supported(abilities: unknown): string[] {
	if (!isRecord(abilities)) return [];
	return Object.entries(abilities)
		.filter(([, ability]) => isRecord(ability) && ability.supported === true)
		.map(([name]) => name);
}
