import type { Alphabet } from './patternAlphabet';
import type { Steps } from './patternSteps';

/** The most ways that a matcher may have open at one place of a text. */
const MOST_WAYS = 40;

/** The most work to prove that. */
const MOST_WORK = 100_000;

/** The ways that a matcher has open after some text: how many lead to each `read` step. */
interface State {
	ways: Map<number, number>;
	/** Whether the search also restarts at the next character: not once a match is certain. */
	searches: boolean;
}

/**
 * The most steps that a backtracking matcher needs per character of any text; undefined where that grows with
 * the text, or cannot be proved with little work.
 *
 * A matcher may have to try every way through the steps that some text keeps open. So this visits all states
 * that texts can lead to; where they are few, and none has many ways open, that number bounds the work per
 * character.
 */
export function costPerLetter(
	{ steps, first }: Steps,
	alphabet: Alphabet,
	mayStop: boolean,
): number | undefined {
	let work = 0;
	let most = 0;
	const begin: State = { ways: new Map(), searches: true };
	let visits = open(begin, first, 1, true, true);
	const seen = new Set([nameOf(begin)]);
	const waiting = [begin];
	for (let state = waiting.pop(); state !== undefined; state = waiting.pop()) {
		for (const fitting of alphabet) {
			visits = 0;
			const next: State = { ways: new Map(), searches: state.searches };
			for (const [at, count] of state.ways) {
				const step = steps[at];
				if (step?.kind !== 'read' || !fitting.has(step.atom)) continue;
				visits += open(next, step.next, count, false, true);
			}
			if (next.searches) visits += open(next, first, 1, false, true);
			work += visits + state.ways.size;
			most = Math.max(most, visits);
			const total = [...next.ways.values()].reduce((sum, count) => sum + count, 0);
			if (total > MOST_WAYS || work > MOST_WORK) return undefined;
			const name = nameOf(next);
			if (!seen.has(name)) waiting.push(next);
			seen.add(name);
		}
	}
	return most + 1;

	/** Follows steps that read no character; returns how many there were. */
	function open(
		state: State,
		at: number,
		count: number,
		isStart: boolean,
		isCertain: boolean,
	): number {
		const step = steps[at];
		work++;
		if (step === undefined || work > MOST_WORK) return count;
		switch (step.kind) {
			case 'read':
				state.ways.set(at, (state.ways.get(at) ?? 0) + count);
				return count;
			case 'accept':
				if (isCertain && mayStop) state.searches = false;
				return count;
			case 'assert':
				if (step.at === 'start' && !isStart) return count;
				return count + open(state, step.next, count, isStart, isCertain && step.at === 'start');
			case 'either':
				return step.next.reduce(
					(sum, next) => sum + open(state, next, count, isStart, isCertain),
					count,
				);
		}
	}
}

function nameOf({ ways, searches }: State): string {
	return `${searches} ${JSON.stringify([...ways].sort(([a], [b]) => a - b))}`;
}
