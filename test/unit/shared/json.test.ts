import * as fc from 'fast-check';
import { isTooDeep, MOST_LEVELS } from '../../../nodes/shared/json';

/** Lists or objects within each other. */
const nested = (levels: number, form: 'list' | 'object', inside: string) =>
	form === 'list'
		? '['.repeat(levels) + inside + ']'.repeat(levels)
		: '{"a":'.repeat(levels) + inside + '}'.repeat(levels);

test.each(['list', 'object'] as const)('the last level that is taken of a %s', (form) => {
	const isDeep = (levels: number) => {
		const text = nested(levels, form, '1');
		return isTooDeep(JSON.parse(text), text);
	};
	expect([MOST_LEVELS, MOST_LEVELS + 1].map(isDeep)).toEqual([false, true]);
});

test('the text says nothing else about the depth than the value', () => {
	const form = fc.constantFrom('list' as const, 'object' as const);
	const levels = fc.integer({ min: 0, max: MOST_LEVELS + 2 });
	const inside = fc.oneof(
		fc.json(),
		// Brackets in a text are no levels.
		fc.nat({ max: 600 }).map((count) => JSON.stringify('[{'.repeat(count))),
		fc.constant(`[${'{},'.repeat(300)}[]]`),
	);
	fc.assert(
		fc.property(levels, form, inside, levels, form, (outer, one, json, inner, other) => {
			const text = nested(outer, one, nested(Math.floor(inner / 3), other, json));
			const value: unknown = JSON.parse(text);
			expect(isTooDeep(value, text)).toBe(isTooDeep(value));
		}),
	);
});
