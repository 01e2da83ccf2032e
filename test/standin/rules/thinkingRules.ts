import { invalid } from '../apiError';
import type { Model } from '../models/model';
import type { RequestContext } from './context';
import type { MessageBody, PromptBody } from './messageRequest';
import { isPrefilled } from './turns';

/** https://platform.claude.com/docs/en/build-with-claude/adaptive-thinking and …/effort */
export function checkThinking(body: PromptBody, model: Model) {
	checkEffort(body, model);
	const { thinking } = body;
	if (thinking === undefined) return;

	if (model.info.capabilities?.thinking.types[thinking.type].supported !== true) {
		throw invalid(
			'',
			thinking.type === 'adaptive'
				? 'adaptive thinking is not supported on this model'
				: `"thinking.type.${thinking.type}" is not supported for this model.`,
		);
	}
	if (thinking.type === 'disabled' || thinking.type === 'between_tools') return;
	if (isPrefilled(body)) {
		throw invalid('messages', 'the answer cannot be prefilled when thinking is on');
	}
}

/** The budget is a part of the answer's tokens. */
export function checkBudget(body: MessageBody, { betas }: RequestContext) {
	const { thinking, max_tokens: most } = body;
	const isInterleaved = betas.has('interleaved-thinking-2025-05-14');
	if (thinking?.type !== 'enabled' || isInterleaved) return;
	if (thinking.budget_tokens >= most) {
		throw invalid('max_tokens', 'must be greater than `thinking.budget_tokens`');
	}
}

/** Whether the answer begins with thinking: asked for, or the model's default. */
export function thinks({ thinking }: PromptBody, model: Model): boolean {
	if (thinking === undefined) return model.rules.thinksByDefault;
	return thinking.type === 'adaptive' || thinking.type === 'enabled';
}

function checkEffort({ output_config: config, thinking }: PromptBody, model: Model) {
	const level = config?.effort;
	if (level === undefined || level === null) return;
	const supported = model.info.capabilities?.effort;
	if (supported?.[level]?.supported !== true) {
		throw invalid('output_config.effort', `"${level}" is not supported for this model`);
	}
	const isHighest = level === 'xhigh' || level === 'max';
	if (model.rules.effortNeedsThinking && thinking?.type === 'disabled' && isHighest) {
		throw invalid('output_config.effort', `"${level}" needs thinking, which is disabled`);
	}
}
