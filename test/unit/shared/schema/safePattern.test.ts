import * as fc from 'fast-check';
import { checkSync } from 'recheck';
import { safePattern } from '../../../../nodes/shared/schema/safePattern';
import { heldTime } from '../../processorTime';

test.each([
	['a date', '^\\d{4}-\\d{2}-\\d{2}$'],
	['a date with bounds', '^(19|20)\\d\\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$'],
	['a time', '^([01]\\d|2[0-3]):[0-5]\\d(:[0-5]\\d)?$'],
	['a date in German', '^\\d{1,2}\\.\\d{1,2}\\.\\d{4}$'],
	[
		'a date and time',
		'^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d+)?(?:Z|[+-]\\d{2}:\\d{2})$',
	],
	['an e-mail address', '^[a-zA-Z0-9._%+-]+@[a-zA-Z0-9.-]+\\.[a-zA-Z]{2,}$'],
	['another e-mail address', '^[\\w.+-]+@[\\w-]+\\.[\\w.-]+$'],
	['a German postcode', '^\\d{5}$'],
	['an American postcode', '^\\d{5}(-\\d{4})?$'],
	['a British postcode', '^[A-Z]{1,2}\\d[A-Z\\d]? ?\\d[A-Z]{2}$'],
	['an IBAN', '^[A-Z]{2}\\d{2}[A-Z0-9]{11,30}$'],
	['an IBAN in groups', '^[A-Z]{2}\\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?$'],
	['a slug', '^[a-z0-9]+(?:-[a-z0-9]+)*$'],
	['a telephone number', '^\\+?[1-9]\\d{1,14}$'],
	['an American telephone number', '^(\\(\\d{3}\\) ?|\\d{3}[-. ]?)\\d{3}[-. ]?\\d{4}$'],
	['a colour', '^#(?:[0-9a-fA-F]{3}){1,2}$'],
	['a UUID', '^[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$'],
	['a version', '^\\d+\\.\\d+\\.\\d+(?:-[\\w.]+)?$'],
	['an address', '^https?://'],
	['an address with a host', '^https?://[^\\s/$.?#][^\\s]*$'],
	['a price', '^\\d+(\\.\\d{1,2})?$'],
	['an amount of money', '^-?\\d{1,3}(,\\d{3})*(\\.\\d\\d)?$'],
	['a name', '^[A-Z][a-z]+(?: [A-Z][a-z]+)*$'],
	['letters of any script', '^\\p{L}+$'],
	['a country', '^[A-Z]{2}$'],
	['something', '\\S'],
	['some digits somewhere', '\\d+'],
	['one of several', '^(?:red|green|blue)$'],
	['an IP address', '^(?:\\d{1,3}\\.){3}\\d{1,3}$'],
	['an article number', '^[A-Z]{3}-\\d{4,6}$'],
	['anything', '^.*$'],
	['a prefix', '^x-'],
	['an escape that u refuses', '^\\d{3}\\-\\d{4}$'],
])('%s is checked', (_, pattern) => {
	expect(safePattern(pattern).kind).toBe('safe');
	expect(checkSync(pattern, 'u').status).not.toBe('vulnerable');
});

test.each([
	'^(a+)+$',
	'^(a|a)*$',
	'^(a|aa)+$',
	'(x+x+)+y',
	'^\\d+\\d+$',
	'a+$',
	'\\s+$',
	'^(.*)*$',
	'^.*.*=.*$',
	'^(\\w+\\s?)*$',
	'^([a-z]+)*@$',
	'^(a?){30}a{30}$',
	'^(a|b|ab){40}$',
	'(.)\\1',
	'(?=a)b',
	'^(?<!a)b$',
	'^[^\\s@]+@[^\\s@]+\\.[^\\s@]+$',
	'^\\p{L}+\\p{N}+$',
	'a{1,5000}b',
	`${'('.repeat(100)}a${')'.repeat(100)}`,
])('%s is not run', (pattern) => {
	expect(safePattern(pattern).kind).not.toBe('safe');
});

test('what JavaScript cannot read is told apart', () => {
	expect(safePattern('(').kind).toBe('unreadable');
});

const { pattern } = fc.letrec<{ pattern: string; part: string }>((tie) => {
	const atom = fc.constantFrom(
		'a',
		'b',
		'c',
		'[ab]',
		'[^a]',
		'.',
		'\\d',
		'\\w',
		'\\s',
		'-',
		'1',
		' ',
	);
	const sign = fc.constantFrom('', '', '', '*', '+', '?', '+?', '{2}', '{1,3}', '{2,}');
	const group = tie('pattern').map((inner) => `(?:${inner})`);
	return {
		part: fc
			.tuple(fc.oneof({ depthSize: 'small', withCrossShrink: true }, atom, group), sign)
			.map(([body, quantifier]) => body + quantifier),
		pattern: fc
			.array(fc.array(tie('part'), { maxLength: 4 }), { minLength: 1, maxLength: 2 })
			.map((options) => options.map((parts) => parts.join('')).join('|')),
	};
});

const anchored = fc
	.tuple(fc.constantFrom('^', '^', ''), pattern, fc.constantFrom('$', '$', ''))
	.map(([start, body, end]) => `${start}(?:${body})${end}`);

test('whatever is accepted, recheck does not call vulnerable', () => {
	let accepted = 0;
	fc.assert(
		fc.property(anchored, (source) => {
			if (safePattern(source).kind !== 'safe') return;
			accepted++;
			expect([source, checkSync(source, 'u', { timeout: 2000 }).status]).not.toEqual([
				source,
				'vulnerable',
			]);
		}),
		{ numRuns: 250 },
	);
	expect(accepted).toBeGreaterThan(20);
});

test('a judgement takes little time, whatever the pattern', () => {
	fc.assert(
		fc.property(fc.array(anchored, { minLength: 1, maxLength: 12 }), (sources) => {
			expect(heldTime(() => safePattern(sources.join('')), 300)).toBeLessThan(300);
		}),
		{ numRuns: 100 },
	);
});
