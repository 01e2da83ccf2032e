import { alphabetOf } from './patternAlphabet';
import { costPerLetter } from './patternCost';
import { stepsOf } from './patternSteps';
import { patternOf } from './patternSyntax';

/** Whether a user's pattern may be run. */
export type SafePattern =
	/** Can be run on any text, in time linear in its length. */
	| { kind: 'safe'; expression: RegExp; costPerLetter: number }
	/** May run forever. */
	| { kind: 'unsafe' }
	/** JavaScript cannot parse it. */
	| { kind: 'unreadable' };

const known = new Map<string, SafePattern>();

/** The most patterns to remember; every item of a run has the same ones. */
const MOST_KNOWN = 200;

/** Longer patterns are not analysed. */
const LONGEST_PATTERN = 1000;

/** Whether a pattern is proved to be safe; one without a proof counts as unsafe. */
export function safePattern(source: string): SafePattern {
	const before = known.get(source);
	if (before !== undefined) return before;
	const result = judge(source);
	if (known.size >= MOST_KNOWN) known.clear();
	known.set(source, result);
	return result;
}

function judge(source: string): SafePattern {
	if (source.length > LONGEST_PATTERN) return { kind: 'unsafe' };
	for (const mode of ['u', '']) {
		const expression = expressionOf(source, mode);
		// Older patterns escape more characters than the flag u allows.
		if (expression === undefined) continue;
		const cost = costOf(source, mode);
		return cost === undefined
			? { kind: 'unsafe' }
			: { kind: 'safe', expression, costPerLetter: cost };
	}
	return { kind: 'unreadable' };
}

function expressionOf(source: string, mode: string): RegExp | undefined {
	try {
		return new RegExp(source, mode);
	} catch {
		return undefined;
	}
}

function costOf(source: string, mode: string): number | undefined {
	const hasProperties = /\\p/i.test(source);
	if (hasProperties && mode === '') return undefined;
	const pattern = patternOf(source, mode === 'u');
	const steps = pattern && stepsOf(pattern);
	if (steps === undefined) return undefined;
	const atoms = steps.steps.flatMap((step) => (step.kind === 'read' ? [step.atom] : []));
	return costPerLetter(steps, alphabetOf(source, atoms, mode), !hasProperties);
}
