import type { NodeHint } from 'n8n-workflow';
import { modelRules, modelsWhere } from '../../shared/modelTable';

/** An expression: whether the chosen model, in any platform's form of its ID, is one of these. */
function chosen(names: readonly string[]): string {
	const model = '("" + ($parameter["model"]?.["value"] ?? $parameter["model"]))';
	return `/claude-(${names.join('|')})(?![-.]?\\d{1,2}(?!\\d))/.test(${model})`;
}

function beforeRunning(message: string, condition: string): NodeHint {
	return {
		message,
		type: 'warning',
		location: 'ndv',
		whenToDisplay: 'beforeExecution',
		displayCondition: `={{ ${condition} }}`,
	};
}

/** Below this, thinking alone may use up the answer. */
const FEW_TOKENS = 2048;

const fewTokens = `["send", "create"].includes($parameter["operation"]) && $parameter["maxTokens"] < ${FEW_TOKENS}`;
const prefilled = `$parameter["operation"] !== "getResults" && $parameter["outputFormat"] !== "json" && ("" + ($parameter["prefill"] ?? "")).trim() !== "" && $parameter["options"]?.["prefillFallback"] !== "instruct"`;

/** Warnings of the editor while the panel is filled in, from the table of models. */
export const hints: NodeHint[] = [
	beforeRunning(
		"This model takes no prefill, so every item will fail: empty 'Prefill', choose another model, or add the option 'Prefill Fallback'",
		`${prefilled} && ${chosen(modelsWhere(({ prefill }) => !prefill))}`,
	),
	beforeRunning(
		`This model always thinks, which counts toward 'Max Tokens': below ${FEW_TOKENS} there may be nothing left for the answer`,
		`${fewTokens} && ${chosen(modelsWhere(({ alwaysThinks }) => alwaysThinks))}`,
	),
	...modelsWhere(({ retires }) => retires !== undefined).map((name) =>
		beforeRunning(
			`This model is switched off on ${modelRules(`claude-${name}`)?.retires ?? ''}, and every item fails from then on: choose a newer one`,
			chosen([name]),
		),
	),
];
