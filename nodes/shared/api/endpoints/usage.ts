import type { Usage } from '@anthropic-ai/sdk/resources/messages';
import { isRecord } from '../../json';

/** The counts of a call by which limits and costs go. */
export type Counts = Partial<
	Pick<
		Usage,
		'input_tokens' | 'output_tokens' | 'cache_creation_input_tokens' | 'cache_read_input_tokens'
	>
>;

const NAMES = [
	'input_tokens',
	'output_tokens',
	'cache_creation_input_tokens',
	'cache_read_input_tokens',
] as const;

/** What of a message's usage are counts; a gateway may leave any of it out, or write it as text. */
export function countsOf(usage: unknown): Counts {
	if (!isRecord(usage)) return {};
	const counts: Counts = {};
	for (const name of NAMES) {
		const count = usage[name];
		if (typeof count === 'number') counts[name] = count;
	}
	return counts;
}
