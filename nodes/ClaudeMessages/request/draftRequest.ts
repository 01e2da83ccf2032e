import { invalidInput } from '../errors/failure';
import { isRecord } from '../json';
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
		model,
	};
	const sampling = SAMPLING_FIELDS.some((field) => field in body);
	if (start.prefill !== '' && start.way === 'continued') checkPrefillAlone(body);
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

/**
 * @throws Failure when the start of the answer is given in a request that forbids it
 * @see https://platform.claude.com/docs/en/build-with-claude/prompt-engineering/prefill-claudes-response
 */
function checkPrefillAlone({ thinking, output_config: output }: RequestBody): void {
	const thinks = isRecord(thinking) && thinking.type !== 'disabled';
	if (!thinks && !(isRecord(output) && isRecord(output.format))) return;
	throw invalidInput(
		`A prefill does not go together with ${thinks ? 'thinking' : 'JSON output'}`,
		`Empty 'Prefill' (or remove the assistant message at the end), or take '${thinks ? 'thinking' : 'output_config'}' out of 'Extra Body'.`,
	);
}

function samplingRefused() {
	return invalidInput(
		`'Temperature', 'Top P' and 'Top K' do not exist in the API from version ${VERSION_WITHOUT_SAMPLING} on`,
		"Remove them from the options, or set 'API Version' to 2023-06-01.",
	);
}
