import type { QueuedReply } from '../../standin';
import {
	BASE,
	calculating,
	choice,
	model,
	option,
	type Proof,
	SONNET_5_5,
	withPrefill,
} from './proof';
import { TICKET } from './tools';

const refused = { model: model('id', 'claude-sonnet-5-5'), prefill: 'The answer is (' };
const stopped = (stop_reason: 'max_tokens' | 'refusal'): QueuedReply => ({
	kind: 'message',
	message: { stop_reason, content: [{ type: 'text', text: 'I', citations: null }] },
});
/** One of the fixed values of an option, on a model that takes it. */
const on = (id: string, name: string, from: string, to: string): Proof =>
	choice(withPrefill(option(name, from, to), { model: model('id', id) }));

/** An option of thinking with a budget. */
const thinks = (proof: Proof): Proof => ({
	...proof,
	panel: (value) => {
		const name = proof.path.replace(/^options\.|=.*/g, '');
		return { ...BASE, options: { thinking: 'enabled', [name]: value } };
	},
});

/** The first attempt is the last. */
const once = (proof: Proof): Proof => ({
	...proof,
	panel: (value) => ({ ...BASE, options: { timeout: value, maxRetries: 0 } }),
});
const overloaded: QueuedReply = {
	kind: 'error',
	status: 529,
	type: 'overloaded_error',
	message: 'Overloaded',
	headers: { 'retry-after-ms': '1' },
};

const called: QueuedReply = {
	kind: 'message',
	message: {
		stop_reason: 'tool_use',
		content: [
			{
				type: 'tool_use',
				id: 'toolu_1',
				name: 'calculator',
				input: { input: '2+3' },
				caller: { type: 'direct' },
			},
		],
	},
};

export const OPTION_PROOFS: Proof[] = [
	option('apiVersion', '2023-06-01', '2026-10-21'),
	option('betas', [], ['interleaved-thinking-2025-05-14']),
	option('concurrency', 1, 3, { items: 3 }),
	option('container', '', 'container_1'),
	...['low', 'medium', 'xhigh', 'max'].map((level) => on(SONNET_5_5, 'effort', 'high', level)),
	on(SONNET_5_5, 'effort', 'low', 'high'),
	on(SONNET_5_5, 'inferenceGeo', 'us', 'global'),
	on(SONNET_5_5, 'inferenceGeo', 'global', 'us'),
	choice(option('serviceTier', 'standard_only', 'auto')),
	choice(option('serviceTier', 'auto', 'standard_only')),
	on('claude-opus-5-5', 'speed', 'fast', 'standard'),
	on('claude-opus-5-5', 'speed', 'standard', 'fast'),
	on(SONNET_5_5, 'thinking', 'default', 'adaptive'),
	on(SONNET_5_5, 'thinking', 'adaptive', 'betweenTools'),
	on(SONNET_5_5, 'thinking', 'adaptive', 'default'),
	choice(option('thinking', 'enabled', 'disabled')),
	choice(option('thinking', 'disabled', 'enabled')),
	thinks(option('thinkingBudget', 1024, 2048)),
	thinks(choice(option('thinkingDisplay', 'summarized', 'omitted'))),
	thinks(choice(option('thinkingDisplay', 'omitted', 'summarized'))),
	option('extraBody', '{}', '{ "service_tier": "standard_only" }'),
	option('failOnRefusal', false, true, { replies: [stopped('refusal')], fails: 'refusal' }),
	option('failOnTruncation', false, true, {
		replies: [stopped('max_tokens')],
		fails: 'max_tokens',
	}),
	option('includeConversation', false, true),
	option('includeInput', false, true, { file: 'notes.txt' }),
	calculating(option('includeSteps', false, true)),
	withPrefill(option('includePrefill', true, false), { prefill: 'The answer is (' }),
	option('longestWait', 300, 0, { replies: [overloaded], fails: 'overloaded_error' }),
	option('maxRetries', 1, 0, { replies: [overloaded], fails: 'overloaded_error' }),
	calculating(option('maxToolTurns', 2, 1, { replies: [called, called], fails: 'max_tool_turns' })),
	withPrefill(choice(option('prefillFallback', 'fail', 'instruct')), refused),
	withPrefill(
		choice(option('prefillFallback', 'instruct', 'fail', { fails: 'invalid_input' })),
		refused,
	),
	choice(option('promptCaching', '5m', 'off')),
	choice(option('promptCaching', 'off', '5m')),
	choice(option('promptCaching', '5m', '1h')),
	option('stopSequences', [], ['END']),
	calculating({ ...option('streamActivity', false, true), heard: true }),
	choice(option('streaming', 'never', 'always')),
	choice(option('streaming', 'never', 'auto')),
	choice(option('streaming', 'always', 'never')),
	option('temperature', 1, 0.2),
	once(
		option('timeout', 30, 0.2, {
			replies: [{ kind: 'delay', ms: 700, then: { kind: 'text', text: 'Late' } }],
			fails: 'connection_timeout',
		}),
	),
	withPrefill(option('toolChoice', '', 'any'), { tools: { custom: [TICKET] } }),
	option('topK', 40, 5),
	option('topP', 1, 0.9),
	option('userId', '', 'user-7'),
];
