import fc from 'fast-check';
import type { ContentBlock } from '@anthropic-ai/sdk/resources/messages';
import { SpokenAnswer } from '../../../nodes/ClaudeMessages/output/spokenAnswer';
import { ANEW } from '../../../nodes/ClaudeMessages/output/voice';
import { processorTime } from '../processorTime';
import { answerOf, prefilledWith, text, thinking } from './messages';
import {
	counting,
	eventsOf,
	type Part,
	speechOf,
	START,
	tellTurns,
	turn,
	type Turn,
} from './spoken';

/** Few characters, so that texts often agree for a while; the last one is two units long. */
const words = fc.string({ unit: fc.constantFrom('a', 'b', '\n', '😀'), maxLength: 9 });

const content = fc.array(fc.oneof(words.map(text), fc.constant(thinking('HM'))), { maxLength: 3 });

const size = fc.integer({ min: 1, max: 4 });

/** The beginning of a stream, by the number of its events. */
const beginning = (blocks: ContentBlock[], pieces: number, events: number) =>
	eventsOf(blocks, pieces).slice(0, events);

const brokenAs = (blocks: fc.Arbitrary<ContentBlock[]>) =>
	fc.array(
		fc.tuple(blocks, size, fc.nat({ max: 12 })).map((args) => beginning(...args)),
		{ maxLength: 3 },
	);

const wholeAs = (blocks: ContentBlock[]) =>
	fc.oneof(
		size.map((pieces) => eventsOf(blocks, pieces)),
		fc.constant(blocks),
	);

/** Attempts that agree, agree partly, are shorter or have nothing in common. */
const anyPart: fc.Arbitrary<Part> = content.chain((blocks) =>
	fc.record({
		broken: brokenAs(fc.oneof(fc.constant(blocks), content)),
		whole: wholeAs(blocks),
	}),
);

const agreeingPart: fc.Arbitrary<Part> = content.chain((blocks) =>
	fc.record({ broken: brokenAs(fc.constant(blocks)), whole: wholeAs(blocks) }),
);

const turnsOf = (part: fc.Arbitrary<Part>): fc.Arbitrary<Turn[]> =>
	fc.array(fc.array(part, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 });

const speech = fc.record({
	prefilled: fc.constantFrom(
		prefilledWith(''),
		prefilledWith('a'),
		prefilledWith('ab', 'instructed'),
	),
	includePrefill: fc.boolean(),
});

describe('whatever breaks,', () => {
	test("what was said since the answer last started anew is the item's text", () => {
		fc.assert(
			fc.property(turnsOf(anyPart), speech, (turns, shape) => {
				const told = tellTurns(turns, speechOf(shape));
				expect(counting(told.said.join(''))).toBe(told.text);
				// Nothing is left for the end: every turn was told when it was complete.
				expect(counting(told.heard)).toBe(told.text);
			}),
			{ numRuns: 3000 },
		);
	});

	test('nothing is repeated where the attempts agree', () => {
		fc.assert(
			fc.property(turnsOf(agreeingPart), speech, (turns, shape) => {
				const told = tellTurns(turns, speechOf(shape));
				expect(told.said.join('')).toBe(told.text);
			}),
			{ numRuns: 3000 },
		);
	});

	test('activity takes nothing from the text', () => {
		fc.assert(
			fc.property(turnsOf(anyPart), speech, (turns, shape) => {
				const { said, text: whole } = tellTurns(turns, speechOf({ ...shape, activity: true }));
				const plain = (all: string) => all.replace(/[^ab]/g, '');
				expect(plain(counting(said.join('')))).toBe(plain(whole));
			}),
			{ numRuns: 1000 },
		);
	});

	test('no chunk is empty', () => {
		fc.assert(
			fc.property(turnsOf(anyPart), speech, fc.boolean(), (turns, shape, activity) => {
				expect(tellTurns(turns, speechOf({ ...shape, activity })).said).not.toContain('');
			}),
		);
	});
});

describe('an answer that is asked for again', () => {
	test.each<[string, string[], string[]]>([
		['goes on where it broke off', ['Hello', 'Hello world'], ['Hel', 'lo', ' ', 'wor', 'ld']],
		['that differs starts anew', ['Hello', 'Help me'], ['Hel', 'lo', ANEW, 'Help m', 'e']],
		['that differs from the first word starts anew', ['Hel', 'Yes'], ['Hel', ANEW, 'Yes']],
		['that is shorter starts anew', ['Hello', 'Hel'], ['Hel', 'lo', ANEW, 'Hel']],
		['that says nothing starts anew', ['Hel', ''], ['Hel', ANEW]],
		['several times is told once', ['H', 'He', 'Hel', 'He', 'Hello'], ['H', 'e', 'l', 'lo']],
	])('%s', (_, texts, said) => {
		expect(tellTurns([turn(...texts)], speechOf()).said).toEqual(said);
	});

	test('in its second turn starts anew with the first turn', () => {
		const told = tellTurns([turn('One'), turn('Two', 'Thr')], speechOf());
		expect(told.said).toEqual(['One', '\n\nTwo', ANEW, 'One\n\nThr']);
	});

	test('as JSON goes on where it broke off', () => {
		const part = { broken: [eventsOf([text('Hel')])], whole: [text('Hel'), text('lo')] };
		expect(tellTurns([[part]], speechOf()).said).toEqual(['Hel', 'lo']);
	});
});

describe('several turns', () => {
	const pausedTurn = (...texts: string[]): Turn => texts.flatMap((each) => turn(each));

	test('have a blank line between them, but not where a turn was paused', () => {
		const told = tellTurns([pausedTurn('A', 'B'), pausedTurn('C', 'D')], speechOf());
		expect(told.said).toEqual(['A', 'B', '\n\nC', 'D']);
	});

	test.each<[string, string[][], string]>([
		['the first', [[''], ['A']], 'A'],
		['the middle one', [['A'], [''], ['B']], 'A\n\nB'],
		['the last', [['A'], ['']], 'A'],
		['the start of a paused one', [['A'], ['', 'B']], 'A\n\nB'],
	])('have one blank line less where %s says nothing', (_, texts, said) => {
		const turns = texts.map((each) => pausedTurn(...each));
		expect(tellTurns(turns, speechOf()).heard).toBe(said);
	});
});

describe('the prefill', () => {
	const prefilled = prefilledWith('{"a":');

	test('is the first chunk, once', () => {
		const told = tellTurns([turn('1', '1}')], speechOf({ prefilled }));
		expect(told.said).toEqual(['{"a":', '1', '}']);
	});

	test('is said as soon as the answer begins', () => {
		const part: Part = { broken: [[START]], whole: [] };
		expect(tellTurns([[part]], speechOf({ prefilled })).said).toEqual(['{"a":']);
	});

	test('is not said for a request that is refused', () => {
		const said: string[] = [];
		const answer = new SpokenAnswer(speechOf({ prefilled }), (words) => said.push(words));
		answer.begin();
		expect(said).toEqual([]);
	});

	test('is a turn of its own where tools are called without a word', () => {
		expect(tellTurns([turn(''), turn('B')], speechOf({ prefilled })).heard).toBe('{"a":\n\nB');
	});

	test('that was asked for in words is put in front once the whole first turn has come', () => {
		const instructed = prefilledWith('Yes', 'instructed');
		const told = tellTurns(
			[[...turn('Y'), ...turn('es!')], turn('B')],
			speechOf({ prefilled: instructed }),
		);
		expect(told.said).toEqual(['Yes!', '\n\nB']);
	});

	test('that was asked for in words is told in the end of a turn that is left paused', () => {
		const said: string[] = [];
		const shape = speechOf({ prefilled: prefilledWith('Yes', 'instructed') });
		const answer = new SpokenAnswer(shape, (words) => said.push(words));
		answer.begin();
		answer.end(answerOf([text('No')], { stop_reason: 'pause_turn' }).message);
		expect(said).toEqual([]);
		answer.finish('YesNo');
		expect(said).toEqual(['YesNo']);
	});
});

test('a text of 2 MB in 20,000 pieces takes no longer than its length, broken and replayed too', async () => {
	const long = 'x'.repeat(100).repeat(20_000);
	const whole = eventsOf([text(long)], 100);
	const broken = [whole.slice(0, -3), whole.slice(0, 10_000), whole.slice(0, -2)];
	const other = eventsOf([text(`${long.slice(0, -1)}y`)], 100);
	const took = async (part: Part) =>
		await processorTime(() => {
			const { said, text: all } = tellTurns([[part]], speechOf());
			if (counting(said.join('')) !== all) throw new Error('Another text');
		});
	const once = await took({ broken: [], whole });
	expect(await took({ broken, whole })).toBeLessThan(10 * once + 200);
	expect(await took({ broken: [other, other], whole })).toBeLessThan(10 * once + 200);
	expect(once).toBeLessThan(500);
});
