import type { ThinkingConfigParam } from '@anthropic-ai/sdk/resources/messages';

/** What the panel says of thinking. */
export interface ThinkingInput {
	thinking: Thinking;
	/** Tokens. */
	thinkingBudget: number;
	thinkingDisplay: 'summarized' | 'omitted' | undefined;
}

/** Whether Claude thinks, as the panel says it. */
export type Thinking = 'default' | 'adaptive' | 'enabled' | 'betweenTools' | 'disabled';

/**
 * The API's `thinking`, undefined where it is left to the model.
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

/** The API's name for a way to think. */
export function thinkingType(thinking: Thinking): ThinkingConfigParam['type'] | undefined {
	return thinkingOf({ thinking, thinkingBudget: 0, thinkingDisplay: undefined })?.type;
}
