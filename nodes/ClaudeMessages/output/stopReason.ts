import { Failure } from '../../shared/errors/failure';
import { isRecord } from '../../shared/json';
import type { Answer } from '../../shared/api/endpoints/answer';

/** Which stop reasons make an item fail, from the options. */
export interface StopRules {
	failOnRefusal: boolean;
	failOnTruncation: boolean;
	/** Whether the answer is from a batch that was made with another panel. */
	isFetched?: boolean;
}

/** What to do about a refusal, whatever the options are. */
export const ASK_OTHERWISE = 'Change what is asked, or choose another model.';

/**
 * The failure for an answer's stop reason; undefined for an accepted answer.
 *
 * @param isJson whether JSON was requested: a truncated or refused answer then always fails
 * @see https://platform.claude.com/docs/en/build-with-claude/handling-stop-reasons
 */
export function stopFailure(
	{ message, requestId }: Answer,
	rules: StopRules,
	isJson: boolean,
): Failure | undefined {
	const { stop_reason: reason, stop_details: details } = message;
	const unless = (option: string) => (isJson ? '' : ` ${option}`);
	if (reason === 'refusal' && (rules.failOnRefusal || isJson)) {
		return new Failure({
			message: textIn(details, 'explanation') ?? 'Claude refused to answer',
			description: `${ASK_OTHERWISE}${unless("To get refused answers as items, switch off the option 'Fail on Refusal'.")}`,
			type: 'refusal',
			errorCode: textIn(details, 'category'),
			status: 200,
			requestId,
		});
	}
	if (!rules.failOnTruncation && !isJson) return undefined;
	if (reason === 'max_tokens') {
		const wrote = written(message.usage);
		const advice = rules.isFetched
			? `Put the item into another batch that allows more tokens${wrote}, or ask for a shorter answer.`
			: `Raise 'Max Tokens'${wrote}, or ask for a shorter answer.`;
		return new Failure({
			message: rules.isFetched
				? 'The answer was cut off at the most tokens that its request allowed'
				: "The answer was cut off at 'Max Tokens'",
			description: `${advice}${unless("To get such answers as items, switch off the option 'Fail on Truncation'.")}`,
			type: 'max_tokens',
			status: 200,
			requestId,
		});
	}
	if (reason === 'model_context_window_exceeded') {
		return new Failure({
			message: "The answer was cut off at the end of the model's context window",
			description: `Send less, or choose a model with a larger context window.${unless("To get such answers as items, switch off the option 'Fail on Truncation'.")}`,
			type: 'model_context_window_exceeded',
			status: 200,
			requestId,
		});
	}
	return undefined;
}

function textIn(details: unknown, name: string): string | undefined {
	const value = isRecord(details) ? details[name] : undefined;
	return typeof value === 'string' ? value : undefined;
}

function written(usage: unknown): string {
	const tokens = isRecord(usage) ? usage.output_tokens : undefined;
	return typeof tokens === 'number' ? ` (${tokens} tokens were written)` : '';
}
