import { RunNotes } from '../../../../nodes/shared/api/pacing/runNotes';
import { jsonProblems } from '../../../../nodes/shared/schema/checkJson';
import { PatternChecks } from '../../../../nodes/shared/schema/patternChecks';
import type { JsonSchema } from '../../../../nodes/shared/schema/sendableSchema';
import { heldTime } from '../../processorTime';

const SLOW = '^(a+)+$';
const SLOW_TEXT = `${'a'.repeat(40)}!`;

function checked(value: unknown, schema: JsonSchema) {
	let patterns = new PatternChecks();
	let problems: string[] = [];
	const held = heldTime(() => {
		patterns = new PatternChecks();
		problems = jsonProblems(value, schema, patterns);
	}, 500);
	expect(held).toBeLessThan(500);
	return { problems, skipped: [...patterns.skipped] };
}

test('a pattern that may take for ever is not run, and named', () => {
	expect(checked(SLOW_TEXT, { pattern: SLOW })).toEqual({ problems: [], skipped: [SLOW] });
});

test('a pattern that is harmless is checked, and nothing is named', () => {
	expect(checked('12345', { pattern: '^\\d{5}$' })).toEqual({ problems: [], skipped: [] });
	expect(checked('1234', { pattern: '^\\d{5}$' }).problems).toHaveLength(1);
});

test('the rest of the schema is checked all the same', () => {
	const { problems, skipped } = checked(SLOW_TEXT, { pattern: SLOW, maxLength: 3 });
	expect(problems).toEqual(['the answer: must have at most 3 characters, but has 41']);
	expect(skipped).toEqual([SLOW]);
});

test.each<[string, unknown, JsonSchema]>([
	['not', SLOW_TEXT, { not: { pattern: SLOW } }],
	['oneOf', SLOW_TEXT, { oneOf: [{ pattern: SLOW }, { type: 'string' }] }],
	['if', SLOW_TEXT, { if: { pattern: SLOW }, then: false, else: false }],
	['maxContains', [SLOW_TEXT], { contains: { pattern: SLOW }, maxContains: 0 }],
	[
		'patternProperties',
		{ [SLOW_TEXT]: 1 },
		{ patternProperties: { [SLOW]: { type: 'string' } }, additionalProperties: false },
	],
	['propertyNames', { [SLOW_TEXT]: 1 }, { propertyNames: { pattern: SLOW } }],
])('what was not checked fails no answer by way of %s', (_, value, schema) => {
	expect(checked(value, schema)).toEqual({ problems: [], skipped: [SLOW] });
});

test('a long text is matched with a harmless pattern in no time', () => {
	const words = 'word-'.repeat(200_000);
	expect(checked(words, { pattern: '^[a-z]+(?:-[a-z]+)*$' }).problems).toHaveLength(1);
});

test('a pattern that is no regular expression matches everything, and is told', () => {
	const checks = new PatternChecks();
	expect(checks.matches('anything', '[')).toBe(true);
	expect([...checks.unreadable]).toEqual(['[']);
	const notes = new RunNotes();
	for (const pattern of checks.unreadable) notes.unchecked(pattern, 'unreadable');
	expect(notes.hints()).toMatchObject([
		{ message: expect.stringContaining('The pattern [ of the schema was not checked') },
	]);
});
