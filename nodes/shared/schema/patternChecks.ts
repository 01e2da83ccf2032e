import { safePattern } from './safePattern';

/** The most steps of a match, so that no text blocks n8n. */
const MOST_STEPS = 50_000_000;

/** Matches texts against a user's patterns, and remembers those that it did not run. */
export class PatternChecks {
	/** Patterns that may run forever. */
	readonly skipped = new Set<string>();

	/** Patterns that are no regular expressions of JavaScript. */
	readonly unreadable = new Set<string>();

	/** Whether the result is uncertain, because a pattern was skipped. */
	get isUnsure(): boolean {
		return this.skipped.size > 0;
	}

	/**
	 * Whether a pattern matches anywhere in a text; undefined where it was not run. A pattern that JavaScript
	 * cannot parse matches everything.
	 */
	matches(text: string, pattern: string): boolean | undefined {
		const judged = safePattern(pattern);
		if (judged.kind === 'unreadable') {
			this.unreadable.add(pattern);
			return true;
		}
		if (judged.kind === 'safe' && text.length * judged.costPerLetter <= MOST_STEPS) {
			return judged.expression.test(text);
		}
		this.skipped.add(pattern);
		return undefined;
	}
}
