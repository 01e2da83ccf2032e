import type { ThinkingConfigParam } from '@anthropic-ai/sdk/resources/messages';

/** The panel's settings for thinking. */
export interface ThinkingInput {
	thinking: Thinking;
	/** Tokens. */
	thinkingBudget: number;
	thinkingDisplay: 'summarized' | 'omitted' | undefined;
}

/** Whether and how Claude thinks, in the panel's values. */
export type Thinking = 'default' | 'adaptive' | 'enabled' | 'betweenTools' | 'disabled';

/**
 * The API's `thinking`; undefined where the model decides.
 *
 * @see https://platform.claude.com/docs/en/build-with-claude/adaptive-thinking
 */
export function thinkingOf({
	thinking,
	thinkingBudget,
	thinkingDisplay,
}: ThinkingInput): ThinkingConfigParam | undefined {
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

/** The API's thinking type for a value of the panel. */
export function thinkingType(thinking: Thinking): ThinkingConfigParam['type'] | undefined {
	return thinkingOf({ thinking, thinkingBudget: 0, thinkingDisplay: undefined })?.type;
}
