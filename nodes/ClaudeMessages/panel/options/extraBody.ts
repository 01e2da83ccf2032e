import { invalidInput } from '../../../shared/errors/failure';
import { isRecord } from '../../../shared/json';
import { readJson } from '../../../shared/fields/values';
import { show } from '../../../shared/words';
import type { Option } from './option';

/** Fields of the API that have no field on the panel, merged over the others at the top level. */
export const extraBody: Option<Record<string, unknown>> = {
	property: {
		displayName: 'Extra Body',
		name: 'extraBody',
		type: 'json',
		typeOptions: { rows: 4 },
		default: '{}',
		placeholder: 'e.g. { "service_tier": "standard_only" }',
		description:
			'A JSON object with further fields of the request; a field here replaces the one from the panel as a whole',
	},
	read(value) {
		if (value === undefined || value === '') return {};
		const body = readJson(value, 'Extra Body');
		if (!isRecord(body)) {
			throw invalidInput(
				`'Extra Body' is not a JSON object but ${show(body)}`,
				'Give an object as in { "service_tier": "standard_only" }, or remove the option.',
			);
		}
		if ('stream' in body) {
			throw invalidInput(
				"'Extra Body' must not hold 'stream'",
				"Remove 'stream': the node decides how the answer travels, and always returns it whole.",
			);
		}
		return body;
	},
};
