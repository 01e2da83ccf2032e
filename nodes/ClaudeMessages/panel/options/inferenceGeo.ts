import type { Choice } from '../../../shared/fields/choice';
import { choiceOption, unset } from './option';

/** The API's `inference_geo`; where undefined, the workspace decides. */
export type InferenceGeo = 'global' | 'us';

const CHOICES: Array<Choice<InferenceGeo>> = [
	{ name: 'Global', value: 'global', description: 'Wherever there is capacity' },
	{ name: 'United States', value: 'us', description: 'Costs a tenth more' },
];

/** @see https://platform.claude.com/docs/en/build-with-claude/data-residency */
export const inferenceGeo = unset(
	choiceOption({
		displayName: 'Inference Geography',
		name: 'inferenceGeo',
		options: CHOICES,
		default: 'global',
		description:
			'Where the model runs, if not where the workspace says; models older than 4.6 take no choice',
	}),
);
