import { type Failure, invalidInput } from '../../shared/errors/failure';
import { isRecord } from '../../shared/json';
import type { RequestBody } from './body';
import { type ModelRules, modelRules } from '../../shared/modelTable';

/**
 * Rejects settings that the model does not support according to the table; a model that is not in it may
 * accept anything.
 *
 * @throws Failure that names the setting, the model and what it accepts instead
 * @see https://platform.claude.com/docs/en/about-claude/models/migration-guide
 */
export function checkModel(body: RequestBody): void {
	const rules = modelRules(body.model);
	if (rules === undefined) return;
	checkSampling(body, rules);
	checkToolChoice(body, rules);
	if (typeof body.inference_geo === 'string' && !rules.inferenceGeo) {
		throw refused(
			body,
			"does not let you choose 'Inference Geography'",
			'Remove the option, or choose a model from 4.6 on.',
		);
	}
	if (body.speed === 'fast' && rules.fastMode === 'none') {
		throw refused(
			body,
			'has no fast mode',
			"Remove the option 'Speed', or choose Opus 5.5, Opus 5 or Opus 4.8.",
		);
	}
	if (Array.isArray(body.fallbacks) && !rules.fallbacks) {
		throw refused(
			body,
			'has no other models to fall back on',
			"Take 'fallbacks' out of 'Extra Body'.",
		);
	}
	checkHighEffort(body, rules);
}

/** Newer models accept only values without effect; 4.6 and older do not accept every combination. */
function checkSampling(body: RequestBody, { sampling }: ModelRules): void {
	const { temperature, top_p: topP, top_k: topK } = body;
	const thinks =
		isRecord(body.thinking) && ['adaptive', 'enabled'].includes(String(body.thinking.type));
	const isFree = sampling && !thinks;
	const least = sampling ? 0.95 : 0.99;
	const why = sampling ? 'while it thinks' : 'as all models from 4.7 on';
	if (temperature !== undefined && temperature !== 1 && !isFree) {
		throw refused(
			body,
			`accepts no 'Temperature' but 1, ${why}`,
			"Remove the option 'Temperature'.",
		);
	}
	if (topK !== undefined && !isFree) {
		throw refused(body, `accepts no 'Top K', ${why}`, "Remove the option 'Top K'.");
	}
	if (typeof topP === 'number' && topP < least && !isFree) {
		throw refused(body, `accepts no 'Top P' below ${least}, ${why}`, "Remove the option 'Top P'.");
	}
	if (temperature !== undefined && topP !== undefined && sampling) {
		throw refused(
			body,
			"accepts 'Temperature' or 'Top P', but not both",
			'Remove one of the two options.',
		);
	}
}

function checkToolChoice(body: RequestBody, { forcedTools }: ModelRules): void {
	const { tool_choice: choice, thinking } = body;
	if (!isRecord(choice) || (choice.type !== 'any' && choice.type !== 'tool')) return;
	const wayOut =
		"Remove the option 'Tool Choice' or set it to auto (in 'Extra Body': tool_choice), and ask for the tool in words.";
	const what = "cannot be forced to use a tool by 'Tool Choice'";
	if (!forcedTools) throw refused(body, what, wayOut);
	if (isRecord(thinking) && thinking.type === 'enabled') {
		throw refused(body, `${what} while it thinks`, wayOut);
	}
}

function checkHighEffort(body: RequestBody, { highEffortThinks }: ModelRules): void {
	const { output_config: output, thinking } = body;
	const effort = isRecord(output) ? output.effort : undefined;
	const isHigh = effort === 'xhigh' || effort === 'max';
	if (!highEffortThinks || !isHigh || !isRecord(thinking) || thinking.type !== 'disabled') return;
	throw refused(
		body,
		"accepts no 'Effort' above 'High' while 'Thinking' is 'Off'",
		"Set 'Effort' to 'High' or less, or remove the option 'Thinking'.",
	);
}

function refused({ model }: RequestBody, what: string, wayOut: string): Failure {
	return invalidInput(`The model ${model} ${what}`, wayOut);
}
