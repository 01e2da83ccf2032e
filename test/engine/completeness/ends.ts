import type Anthropic from '@anthropic-ai/sdk';
import type { IDataObject } from 'n8n-workflow';
import { BLOCKS, IN_THE_ITEM } from './blocks';
import { messageWith, TEXT } from './message';

/** What the API answers, and what the items have of it. */
interface End {
	/** Several where the node goes on by itself. */
	answers: Anthropic.Message[];
	/** The message that comes out with Simplify off. */
	message: Anthropic.Message;
	/** How many calls it took, where several. */
	calls?: number;
	/** What a simplified item has beside what every item has. */
	simplified?: IDataObject;
}

const ends = (own: Partial<Anthropic.Message>, simplified?: IDataObject): End => ({
	answers: [messageWith(own)],
	message: messageWith(own),
	simplified,
});

const container = { id: 'container_1', expires_at: '2026-11-23T00:00:00Z', skills: null };

const PAUSED = messageWith({
	stop_reason: 'pause_turn',
	content: [TEXT, BLOCKS.server_tool_use],
	container,
});
/** The first answer and ten continuations of it. */
const ELEVEN = Array.from({ length: 11 }, () => PAUSED);

/** One of every reason for which an answer ends: a new one of the SDK does not compile without. */
export const ENDS = {
	end_turn: ends({ stop_reason: 'end_turn' }),
	max_tokens: ends({ stop_reason: 'max_tokens' }),
	model_context_window_exceeded: ends({ stop_reason: 'model_context_window_exceeded' }),
	stop_sequence: ends(
		{ stop_reason: 'stop_sequence', stop_sequence: 'END' },
		{ stop_sequence: 'END' },
	),
	tool_use: ends(
		{ stop_reason: 'tool_use', content: [TEXT, BLOCKS.tool_use] },
		IN_THE_ITEM.tool_use,
	),
	refusal: ends({
		stop_reason: 'refusal',
		content: [TEXT],
		stop_details: { type: 'refusal', category: 'cyber', explanation: 'No malware' },
	}),
	pause_turn: {
		answers: ELEVEN,
		message: {
			...PAUSED,
			content: ELEVEN.flatMap(({ content }) => content),
			usage: {
				input_tokens: 220,
				output_tokens: 660,
				cache_creation_input_tokens: 55,
				cache_read_input_tokens: 77,
				cache_creation: { ephemeral_5m_input_tokens: 33, ephemeral_1h_input_tokens: 22 },
				output_tokens_details: { thinking_tokens: 99 },
				server_tool_use: { web_search_requests: 11, web_fetch_requests: 44 },
				service_tier: 'priority',
				inference_geo: 'us',
				speed: 'fast',
			},
		},
		calls: 11,
		simplified: { text: 'Ants are Formicidae.'.repeat(11), container },
	},
} satisfies Record<Anthropic.StopReason, End>;

/** An answer that pauses once: what comes out is the end of it, with the parts joined. */
export const RESUMED: End = {
	answers: [PAUSED, messageWith({ id: 'msg_2', content: [BLOCKS.web_search_tool_result, TEXT] })],
	message: messageWith({
		id: 'msg_2',
		content: [TEXT, BLOCKS.server_tool_use, BLOCKS.web_search_tool_result, TEXT],
		usage: {
			input_tokens: 40,
			output_tokens: 120,
			cache_creation_input_tokens: 10,
			cache_read_input_tokens: 14,
			cache_creation: { ephemeral_5m_input_tokens: 6, ephemeral_1h_input_tokens: 4 },
			output_tokens_details: { thinking_tokens: 18 },
			server_tool_use: { web_search_requests: 2, web_fetch_requests: 8 },
			service_tier: 'priority',
			inference_geo: 'us',
			speed: 'fast',
		},
	}),
	calls: 2,
	simplified: { text: 'Ants are Formicidae.Ants are Formicidae.' },
};
