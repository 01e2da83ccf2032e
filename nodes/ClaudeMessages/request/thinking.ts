import type { ThinkingConfigParam } from '@anthropic-ai/sdk/resources/messages';
import type { Options } from '../panel/options';
import type { Thinking } from '../panel/options/thinking';

/**
 * The API's `thinking`, undefined where it is left to the model.
 *
 * @see https://platform.claude.com/docs/en/build-with-claude/adaptive-thinking
 */
export function thinkingOf({
	thinking,
	thinkingBudget,
	thinkingDisplay,
}: Pick<Options, 'thinking' | 'thinkingBudget' | 'thinkingDisplay'>):
	| ThinkingConfigParam
	| undefined {
	const display = thinkingDisplay === undefined ? {} : { display: thinkingDisplay };
	switch (thinking) {
		case 'default':
			return undefined;
		case 'adaptive':
			return { type: 'adaptive', ...display };
		case 'enabled':
			return { type: 'enabled', budget_tokens: thinkingBudget, ...display };
		case 'betweenTools':
			return { type: 'between_tools' };
		case 'disabled':
			return { type: 'disabled' };
	}
}

/** The API's name for a way to think. */
export function thinkingType(thinking: Thinking): ThinkingConfigParam['type'] | undefined {
	return thinkingOf({ thinking, thinkingBudget: 0, thinkingDisplay: undefined })?.type;
}
