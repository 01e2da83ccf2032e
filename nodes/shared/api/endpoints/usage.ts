import type { Usage } from '@anthropic-ai/sdk/resources/messages';
import { isRecord } from '../../json';

/** The counts of a call that limits and costs depend on. */
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

/** The counts in a message's usage; a gateway may leave any of them out, or write them as text. */
export function countsOf(usage: unknown): Counts {
	if (!isRecord(usage)) return {};
	const counts: Counts = {};
	for (const name of NAMES) {
		const count = usage[name];
		if (typeof count === 'number') counts[name] = count;
	}
	return counts;
}
