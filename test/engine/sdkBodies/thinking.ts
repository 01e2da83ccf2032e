import { type Row, setting } from './row';

const OPUS = 'claude-opus-5';
const SONNET_5_5 = 'claude-sonnet-5-5';
const HAIKU_4_5 = 'claude-haiku-4-5';

export const THINKING: Row[] = [
	setting(
		'Thinking: Adaptive',
		OPUS,
		{ options: { thinking: 'adaptive' } },
		{ thinking: { type: 'adaptive' } },
	),
	...(['summarized', 'omitted'] as const).map((display) =>
		setting(
			`Thinking: Adaptive, ${display}`,
			OPUS,
			{ options: { thinking: 'adaptive', thinkingDisplay: display } },
			{ thinking: { type: 'adaptive', display } },
		),
	),
	setting(
		'Thinking: Off',
		OPUS,
		{ options: { thinking: 'disabled' } },
		{ thinking: { type: 'disabled' } },
	),
	setting(
		'Thinking: Between Tools',
		SONNET_5_5,
		{ options: { thinking: 'betweenTools' } },
		{ thinking: { type: 'between_tools' } },
	),
	setting('Thinking: Model Default', SONNET_5_5, { options: { thinking: 'default' } }, {}),
	setting(
		'Thinking: With a Budget, which is 4096 tokens by itself',
		HAIKU_4_5,
		{ options: { thinking: 'enabled' } },
		{ thinking: { type: 'enabled', budget_tokens: 4096 } },
	),
	setting(
		'Thinking: With a Budget of 1024, summarized',
		HAIKU_4_5,
		{ options: { thinking: 'enabled', thinkingBudget: 1024, thinkingDisplay: 'summarized' } },
		{ thinking: { type: 'enabled', budget_tokens: 1024, display: 'summarized' } },
	),
	setting(
		'a Thinking Budget and Display that the choice of Thinking hides',
		OPUS,
		{ options: { thinking: 'default', thinkingBudget: 2048, thinkingDisplay: 'omitted' } },
		{},
	),
];
