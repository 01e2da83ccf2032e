import type { Choice } from '../../../shared/fields/choice';
import { choiceOption, unset } from './option';

/** The API's `service_tier`. */
export type ServiceTier = 'auto' | 'standard_only';

const CHOICES: Array<Choice<ServiceTier>> = [
	{ name: 'Automatic', value: 'auto', description: 'Uses Priority Tier while some is left' },
	{ name: 'Standard Only', value: 'standard_only', description: 'Never uses Priority Tier' },
];

/** @see https://platform.claude.com/docs/en/api/service-tiers */
export const serviceTier = unset(
	choiceOption({
		displayName: 'Service Tier',
		name: 'serviceTier',
		options: CHOICES,
		default: 'auto',
		description:
			'Whether the request may use Priority Tier capacity that the organization has bought; without any, both are the same',
	}),
);
