import { API_VERSION } from '../../../shared/api/apiVersion';
import { invalidInput } from '../../../shared/errors/failure';
import { asText } from '../../../shared/fields/values';
import { show } from '../../../shared/words';
import type { Option } from './option';

/** @see https://platform.claude.com/docs/en/api/versioning */
export const apiVersion: Option<string> = {
	property: {
		displayName: 'API Version',
		name: 'apiVersion',
		type: 'string',
		default: API_VERSION,
		placeholder: 'e.g. 2023-06-01',
		description:
			'The anthropic-version that is asked for; from 2026-10-21 on, Temperature, Top P and Top K are refused',
	},
	read(value) {
		const version = asText(value, 'API Version').trim() || API_VERSION;
		if (!/^\d{4}-\d{2}-\d{2}$/.test(version)) {
			throw invalidInput(
				`'API Version' is ${show(version)}, which is not a version`,
				`Give a date as in ${API_VERSION}, or remove the option.`,
			);
		}
		return version;
	},
};
