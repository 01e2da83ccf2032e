import type { Effort, ThinkingType } from './capabilities';
import { current, dated, deprecated, retired } from './families';
import type { Model } from './model';

const ALL: readonly Effort[] = ['low', 'medium', 'high', 'xhigh', 'max'];
const UP_TO_MAX: readonly Effort[] = ['low', 'medium', 'high', 'max'];
const UP_TO_HIGH: readonly Effort[] = ['low', 'medium', 'high'];

const ADAPTIVE: readonly ThinkingType[] = ['adaptive'];
const ON_OR_OFF: readonly ThinkingType[] = ['adaptive', 'disabled'];
const ANY_BUT_BETWEEN: readonly ThinkingType[] = ['adaptive', 'disabled', 'enabled'];
const UNFORCED = { forcedTools: false, systemTurns: true };
const FABLE_5 = { systemTurns: true };
const OPUS_4 = { systemTurns: true, thinksByDefault: false };
const FOUR_SIX = { sampling: true, thinksByDefault: false, maxImageTokens: 1568 };

/**
 * The models of November 2026, newest first.
 * https://platform.claude.com/docs/en/about-claude/models/overview and …/model-deprecations;
 * where a page gives no day, the day here is a guess.
 */
export const MODELS: readonly Model[] = [
	current('claude-fable-5-2', '2026-11-09', ALL, ADAPTIVE, UNFORCED),
	current('claude-mythos-5-2', '2026-11-09', ALL, ADAPTIVE, UNFORCED),
	current('claude-haiku-5-5', '2026-10-07', ALL, ON_OR_OFF, { effortNeedsThinking: true }),
	current('claude-sonnet-5-5', '2026-09-28', ALL, ['adaptive', 'between_tools'], {
		forcedTools: false,
	}),
	current('claude-opus-5-5', '2026-09-22', ALL, ADAPTIVE, UNFORCED),
	current('claude-fable-5-1', '2026-09-01', ALL, ADAPTIVE, UNFORCED),
	current('claude-mythos-5-1', '2026-09-01', ALL, ADAPTIVE, UNFORCED),
	current('claude-opus-5', '2026-07-24', ALL, ON_OR_OFF, { ...FABLE_5, effortNeedsThinking: true }),
	current('claude-sonnet-5', '2026-06-30', ALL, ON_OR_OFF),
	current('claude-fable-5', '2026-06-09', ALL, ADAPTIVE, FABLE_5),
	current('claude-mythos-5', '2026-06-09', ALL, ADAPTIVE, FABLE_5),
	current('claude-opus-4-8', '2026-05-28', ALL, ON_OR_OFF, OPUS_4),
	current('claude-opus-4-7', '2026-04-16', ALL, ON_OR_OFF, { thinksByDefault: false }),
	deprecated(
		current('claude-mythos-preview', '2026-04-07', UP_TO_MAX, ['adaptive', 'enabled']),
		'2026-06-09',
		null,
	),
	current('claude-sonnet-4-6', '2026-02-17', UP_TO_MAX, ANY_BUT_BETWEEN, FOUR_SIX),
	current('claude-opus-4-6', '2026-02-05', UP_TO_MAX, ANY_BUT_BETWEEN, FOUR_SIX),
	dated('claude-opus-4-5-20251101', '2025-11-24', UP_TO_HIGH, true),
	dated('claude-haiku-4-5-20251001', '2025-10-15', [], false),
	deprecated(
		dated('claude-sonnet-4-5-20250929', '2025-09-29', [], false),
		'2026-09-28',
		'2026-11-30',
	),
	retired('claude-opus-4-1-20250805', '2026-06-05', '2026-08-05'),
	retired('claude-sonnet-4-20250514', '2026-04-14', '2026-06-15'),
	retired('claude-opus-4-20250514', '2026-04-14', '2026-06-15'),
	retired('claude-3-7-sonnet-20250219', '2025-10-28', '2026-02-19'),
	retired('claude-3-5-haiku-20241022', '2025-12-19', '2026-02-19'),
	retired('claude-3-haiku-20240307', '2026-02-19', '2026-04-20'),
	retired('claude-3-opus-20240229', '2025-06-30', '2026-01-05'),
];

/** The model with this id or alias, retired ones included. */
export function findModel(id: string): Model | undefined {
	return MODELS.find((model) => model.info.id === id || model.aliases.includes(id));
}
