import type { BetaCompactionContentBlockDelta } from '@anthropic-ai/sdk/resources/beta/messages';
import type { ContentBlock, RawContentBlockDelta } from '@anthropic-ai/sdk/resources/messages';

/** A piece of a block, including those that only the beta API sends. */
export type Delta = RawContentBlockDelta | BetaCompactionContentBlockDelta;

/** The block that a delta begins where no event began one. */
export const BEGUN: Partial<Record<Delta['type'], ContentBlock>> = {
	text_delta: { type: 'text', text: '', citations: null },
	thinking_delta: { type: 'thinking', thinking: '', signature: '' },
};

/** The fields that hold the text of a delta. */
const TEXTS: Readonly<Record<string, string>> = {
	text_delta: 'text',
	thinking_delta: 'thinking',
	signature_delta: 'signature',
	input_json_delta: 'partial_json',
};

/** A readable delta; one without a type is taken for text. */
export function deltaOf(fields: Record<string, unknown>): Delta | undefined {
	const delta = fields.type === undefined ? { ...fields, type: 'text_delta' } : fields;
	// A number is taken for text that was written without quotes.
	const whole = typeof delta.text === 'number' ? { ...delta, text: String(delta.text) } : delta;
	return isDelta(whole) ? whole : undefined;
}

function isDelta(delta: Record<string, unknown>): delta is Delta & Record<string, unknown> {
	const { type } = delta;
	if (typeof type !== 'string') return false;
	const field = Object.hasOwn(TEXTS, type) ? TEXTS[type] : undefined;
	return field === undefined || typeof delta[field] === 'string';
}
