import type { Pattern } from './patternSyntax';

/** One step of a matcher; steps refer to each other by index. */
export type Step =
	| { kind: 'read'; atom: string; next: number }
	| { kind: 'either'; next: number[] }
	| { kind: 'assert'; at: 'start' | 'end' | 'word'; next: number }
	| { kind: 'accept' };

/** The steps of a pattern and the index of the first. */
export interface Steps {
	steps: Step[];
	first: number;
}

/** The most steps of a pattern that is analysed. */
const MOST_STEPS = 1500;

/**
 * A pattern as steps, with its repetitions written out. Undefined where it is too long, or repeats a part
 * that may be empty, which a matcher can do in many ways.
 */
export function stepsOf(pattern: Pattern): Steps | undefined {
	const steps: Step[] = [{ kind: 'accept' }];
	let isTooHard = false;
	const first = write(pattern, 0);
	return isTooHard ? undefined : { steps, first };

	function add(step: Step): number {
		if (steps.length > MOST_STEPS) isTooHard = true;
		return steps.push(step) - 1;
	}

	/** Adds the steps of a pattern before step `next`; returns its first step. */
	function write(each: Pattern, next: number): number {
		if (isTooHard) return next;
		switch (each.kind) {
			case 'atom':
				return add({ kind: 'read', atom: each.source, next });
			case 'assertion':
				return add({ kind: 'assert', at: each.at, next });
			case 'sequence':
				return each.parts.reduceRight((behind, part) => write(part, behind), next);
			case 'choice':
				return add({ kind: 'either', next: each.options.map((option) => write(option, next)) });
			case 'repetition':
				return writeRepetition(each, next);
		}
	}

	function writeRepetition(
		{ body, least, most }: Extract<Pattern, { kind: 'repetition' }>,
		next: number,
	): number {
		let start = next;
		if (most === Infinity) {
			if (mayBeEmpty(body)) isTooHard = true;
			const choice: Step = { kind: 'either', next: [] };
			start = add(choice);
			choice.next.push(write(body, start), next);
		} else {
			if (most > MOST_STEPS) isTooHard = true;
			for (let count = least; count < most && !isTooHard; count++) {
				start = add({ kind: 'either', next: [write(body, start), next] });
			}
		}
		if (least > MOST_STEPS) isTooHard = true;
		for (let count = 0; count < least && !isTooHard; count++) start = write(body, start);
		return start;
	}
}

function mayBeEmpty(pattern: Pattern): boolean {
	switch (pattern.kind) {
		case 'atom':
			return false;
		case 'assertion':
			return true;
		case 'sequence':
			return pattern.parts.every(mayBeEmpty);
		case 'choice':
			return pattern.options.some(mayBeEmpty);
		case 'repetition':
			return pattern.least === 0 || mayBeEmpty(pattern.body);
	}
}
