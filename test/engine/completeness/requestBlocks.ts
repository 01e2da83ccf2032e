import type Anthropic from '@anthropic-ai/sdk';
import { RESPONSE_BLOCKS } from './blocks';

const cache_control = { type: 'ephemeral' } as const;
const citations = { enabled: true };
const png = { type: 'base64', media_type: 'image/png', data: 'iVBORw0KGgo=' } as const;

/** Those that only the user sends. */
const OF_THE_USER: Anthropic.ContentBlockParam[] = [
	{ type: 'text', text: 'Hello 🐜', cache_control },
	{ type: 'image', source: png, transformations: { oversized_image: 'error' } },
	{
		...{ type: 'document', title: 'Ants', context: 'A page', citations, cache_control },
		source: { type: 'text', media_type: 'text/plain', data: 'Ants.' },
	},
	{
		...{ type: 'search_result', source: 'https://example.com/', title: 'Ants', citations },
		content: [{ type: 'text', text: 'Ants.' }],
	},
	{
		...{ type: 'tool_result', tool_use_id: 'toolu_1', is_error: false },
		content: [
			{ type: 'text', text: '12:00' },
			{ type: 'image', source: png },
		],
	},
];

/** Those of an answer that may stand in the next request as they came. */
const OF_THE_ANSWER = RESPONSE_BLOCKS.filter(({ type }) => type !== 'text');

/** One of every block of a request, each with a place in a turn of its own. */
export const REQUEST_BLOCKS: ReadonlyArray<{ type: string }> = [...OF_THE_USER, ...OF_THE_ANSWER];
