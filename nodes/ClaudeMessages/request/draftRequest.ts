import { invalidInput } from '../errors/failure';
import { readTurns } from '../panel/messagesJson';
import { readModel } from '../panel/model';
import type { Streaming } from '../panel/options/streaming';
import type { SendPanel } from '../panel/sendPanel';
import type { RequestBody, Turn } from './body';
import { cachedFields } from './caching';
import { type PrefilledTurns, settlePrefill } from './prefill';
import { checkTurns, mergeParts } from './turns';

/** From this version on the API has no sampling parameters. */
const VERSION_WITHOUT_SAMPLING = '2026-10-21';

const SAMPLING_FIELDS = ['temperature', 'top_k', 'top_p'];

/** A request that still has files of the item as `binary` sources in its messages. */
export interface DraftRequest {
	body: RequestBody;
	start: PrefilledTurns;
	/** Whether Temperature, Top P or Top K is in the body. */
	sampling: boolean;
	apiVersion: string;
	betas: string[];
	/** Seconds without a sign of life. */
	timeout: number;
	maxRetries: number;
	/** Whether the answer is to come as a stream of events. */
	stream: boolean;
}

/**
 * The request for one item. A field that the user did not set is absent. `extraBody` is merged over the
 * top-level fields before anything is decided from them.
 *
 * @throws Failure when there is nothing to send, or fields contradict each other
 * @see https://platform.claude.com/docs/en/api/messages
 */
export function draftRequest(panel: SendPanel): DraftRequest {
	const { options } = panel;
	const { messages: extraMessages, ...extra } = options.extraBody;
	const turns =
		extraMessages === undefined ? turnsOf(panel) : readTurns(extraMessages, 'Extra Body');
	checkTurns(turns);
	const model = readModel(extra.model ?? panel.model);
	const start = settlePrefill(turns, panel.prefill, model, options.prefillFallback);
	const body: RequestBody = {
		...{ model, max_tokens: panel.maxTokens, messages: start.turns },
		...cachedFields(panel.system, start.turns, options.promptCaching),
		...(options.stopSequences.length === 0 ? {} : { stop_sequences: options.stopSequences }),
		...(options.temperature === undefined ? {} : { temperature: options.temperature }),
		...(options.topK === undefined ? {} : { top_k: options.topK }),
		...(options.topP === undefined ? {} : { top_p: options.topP }),
		...(options.userId === undefined ? {} : { metadata: { user_id: options.userId } }),
		...extra,
	};
	const sampling = SAMPLING_FIELDS.some((field) => field in body);
	if (sampling && options.apiVersion >= VERSION_WITHOUT_SAMPLING) throw samplingRefused();
	const stream = streams(body.max_tokens, options.streaming);
	const { apiVersion, betas, timeout, maxRetries } = options;
	return { body, start, sampling, stream, apiVersion, betas, timeout, maxRetries };
}

/** Above so many tokens an answer may take longer than connections without a sign of life last. */
const MAX_TOKENS_UNSTREAMED = 2048;

function streams(maxTokens: unknown, streaming: Streaming): boolean {
	switch (streaming) {
		case 'always':
			return true;
		case 'never':
			return false;
		case 'auto':
			return typeof maxTokens === 'number' && maxTokens > MAX_TOKENS_UNSTREAMED;
	}
}

function turnsOf({ messages, options }: SendPanel): Turn[] {
	return messages.input === 'fields'
		? mergeParts(messages.parts, options.promptCaching)
		: messages.turns;
}

function samplingRefused() {
	return invalidInput(
		`'Temperature', 'Top P' and 'Top K' do not exist in the API from version ${VERSION_WITHOUT_SAMPLING} on`,
		"Remove them from the options, or set 'API Version' to 2023-06-01.",
	);
}
