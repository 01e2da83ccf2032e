import { Failure } from '../errors/failure';
import type { Answer } from './answer';

/** Which stop reasons make an item fail, as the options say. */
export interface StopRules {
	failOnRefusal: boolean;
	failOnTruncation: boolean;
}

/**
 * The failure that an answer's stop reason means, undefined for an answer that stands.
 *
 * @see https://platform.claude.com/docs/en/build-with-claude/handling-stop-reasons
 */
export function stopFailure({ message, requestId }: Answer, rules: StopRules): Failure | undefined {
	const { stop_reason: reason, stop_details: details } = message;
	if (reason === 'refusal' && rules.failOnRefusal) {
		return new Failure({
			message: details?.explanation ?? 'Claude refused to answer',
			description:
				"Change what is asked, or choose another model. To get refused answers as items, switch off the option 'Fail on Refusal'.",
			type: 'refusal',
			errorCode: details?.category ?? undefined,
			status: 200,
			requestId,
		});
	}
	if (!rules.failOnTruncation) return undefined;
	if (reason === 'max_tokens') {
		return new Failure({
			message: "The answer was cut off at 'Max Tokens'",
			description: `Raise 'Max Tokens' (${message.usage.output_tokens} tokens were written), ask for a shorter answer, or switch off the option 'Fail on Truncation'.`,
			type: 'max_tokens',
			status: 200,
			requestId,
		});
	}
	if (reason === 'model_context_window_exceeded') {
		return new Failure({
			message: "The answer was cut off at the end of the model's context window",
			description:
				"Send less, choose a model with a larger context window, or switch off the option 'Fail on Truncation'.",
			type: 'model_context_window_exceeded',
			status: 200,
			requestId,
		});
	}
	return undefined;
}
