import type { RateLimit } from '../../../../../nodes/shared/api/pacing/rateLimits';
import { inputTokens, RunNotes } from '../../../../../nodes/shared/api/pacing/runNotes';
import { Failure } from '../../../../../nodes/shared/errors/failure';

const failure = (type: string) => new Failure({ message: 'No', description: '', type });
function hintsOf(notes: RunNotes, limits: readonly RateLimit[]) {
	notes.limits = limits;
	return notes.hints();
}
const texts = (notes: RunNotes, limits: readonly RateLimit[] = []) =>
	hintsOf(notes, limits).map(({ message }) => message);

/** Notes of a run that waited so. */
function waited(...waits: Array<[type: string, ms: number]>): RunNotes {
	const notes = new RunNotes();
	for (const [type, ms] of waits) notes.waited(failure(type), ms);
	return notes;
}

test('a run without anything special says nothing', () => {
	expect(new RunNotes().hints()).toEqual([]);
});

test.each<[Array<[string, number]>, string]>([
	[
		[['rate_limit_error', 1500]],
		'Asked again once after waiting 1.5 seconds in all, because of: rate_limit_error (1)',
	],
	[
		[
			['rate_limit_error', 1000],
			['overloaded_error', 250],
			['rate_limit_error', 60_000],
		],
		'Asked again 3 times after waiting 61.3 seconds in all, because of: rate_limit_error (2), overloaded_error (1)',
	],
	[
		[['connection_error', 0.4]],
		'Asked again once after waiting 0.0 seconds in all, because of: connection_error (1)',
	],
])('waits are told: %j', (waits, expected) => {
	expect(texts(waited(...waits))).toEqual([expected]);
});

test('answers that stayed paused are told', () => {
	const notes = new RunNotes();
	notes.leftPaused();
	notes.leftPaused();
	expect(texts(notes)).toEqual([
		'2 answers were still paused after 10 continuations; stop_reason is pause_turn there',
	]);
});

describe('a limit', () => {
	const reset = Date.UTC(2026, 10, 23, 12, 0, 1, 250);
	const left = (remaining: number, kind: RateLimit['kind'] = 'requests'): RateLimit => ({
		kind,
		limit: 50,
		remaining,
		reset,
	});

	test.each([50, 49, 6])('of which %d of 50 are left is not told', (remaining) => {
		expect(texts(new RunNotes(), [left(remaining)])).toEqual([]);
	});

	test.each([5, 1, 0])('that came near is told: %d of 50 left', (remaining) => {
		expect(texts(new RunNotes(), [left(remaining)])).toEqual([
			`The rate limit for requests is nearly used up: ${remaining} of 50 are left, whole again at 2026-11-23T12:00:01.250Z`,
		]);
	});

	test('is named in words', () => {
		expect(texts(new RunNotes(), [left(0, 'input-tokens'), left(50), left(0, 'tokens')])).toEqual([
			expect.stringContaining('for input tokens is'),
			expect.stringContaining('for tokens is'),
		]);
	});
});

test('all hints stand in the output pane, as information', () => {
	const notes = waited(['timeout_error', 1000]);
	notes.leftPaused();
	const limit: RateLimit = { kind: 'tokens', limit: 10, remaining: 0, reset: 0 };
	const hints = hintsOf(notes, [limit]);
	expect(hints).toHaveLength(3);
	for (const hint of hints) expect(hint).toMatchObject({ type: 'info', location: 'outputPane' });
});

test('tokens of all answers are added, those of the cache as well', () => {
	const notes = new RunNotes();
	notes.answered({
		input_tokens: 1,
		cache_creation_input_tokens: 20,
		cache_read_input_tokens: 300,
		output_tokens: 4000,
	});
	notes.answered({ input_tokens: 5, cache_creation_input_tokens: null, output_tokens: 6 });
	notes.answered({});
	expect(notes.tokens).toEqual({ input: 326, output: 4006 });
	expect(inputTokens({})).toBe(0);
});
