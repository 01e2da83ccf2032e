import { safePattern } from './safePattern';

/** Steps that a match may take at most, so that no text holds n8n. */
const MOST_STEPS = 50_000_000;

/** Matches texts with a user's patterns, and remembers those that it did not run. */
export class PatternChecks {
	/** Patterns that may take for ever. */
	readonly skipped = new Set<string>();

	/** Whether something about the answer is not known. */
	get isUnsure(): boolean {
		return this.skipped.size > 0;
	}

	/**
	 * Whether a text has a part that fits, undefined where that is not checked; a pattern that JavaScript
	 * cannot read fits everything.
	 */
	matches(text: string, pattern: string): boolean | undefined {
		const judged = safePattern(pattern);
		if (judged.kind === 'unreadable') return true;
		if (judged.kind === 'safe' && text.length * judged.costPerLetter <= MOST_STEPS) {
			return judged.expression.test(text);
		}
		this.skipped.add(pattern);
		return undefined;
	}
}
