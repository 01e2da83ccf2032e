import { rateLimitsOf } from '../../../../../nodes/shared/api/pacing/rateLimits';

const NOW = Date.UTC(2026, 10, 23, 12, 0, 0);
beforeEach(() => jest.spyOn(Date, 'now').mockReturnValue(NOW));
afterEach(() => jest.restoreAllMocks());

const at = (ms: number) => new Date(NOW + ms).toISOString();
const requests = (limit: unknown, remaining: unknown, reset: unknown) => ({
	'anthropic-ratelimit-requests-limit': limit,
	'anthropic-ratelimit-requests-remaining': remaining,
	'anthropic-ratelimit-requests-reset': reset,
});

test('every kind of limit is read', () => {
	const headers = Object.fromEntries(
		['requests', 'tokens', 'input-tokens', 'output-tokens'].flatMap((kind, index) => [
			[`anthropic-ratelimit-${kind}-limit`, String(1000 * (index + 1))],
			[`anthropic-ratelimit-${kind}-remaining`, String(index)],
			[`anthropic-ratelimit-${kind}-reset`, at(index * 1000)],
		]),
	);
	expect(rateLimitsOf(headers)).toEqual([
		{ kind: 'requests', limit: 1000, remaining: 0, reset: NOW },
		{ kind: 'tokens', limit: 2000, remaining: 1, reset: NOW + 1000 },
		{ kind: 'input-tokens', limit: 3000, remaining: 2, reset: NOW + 2000 },
		{ kind: 'output-tokens', limit: 4000, remaining: 3, reset: NOW + 3000 },
	]);
});

test.each([
	['milliseconds', '2026-11-23T12:00:01.250Z', 1250],
	['whole seconds', '2026-11-23T12:00:01Z', 1000],
	['another zone', '2026-11-23T14:00:01+02:00', 1000],
	['microseconds', '2026-11-23T12:00:01.250499Z', 1250],
])('the time is read with %s', (_, reset, ms) => {
	expect(rateLimitsOf(requests('5', '4', reset))).toMatchObject([{ reset: NOW + ms }]);
});

test.each<[string, Record<string, unknown>]>([
	['no headers', {}],
	['no limit', requests(undefined, '4', at(0))],
	['nothing of what is left', requests('5', undefined, at(0))],
	['no time', requests('5', '4', undefined)],
	['a time that is none', requests('5', '4', 'soon')],
	['a limit of zero', requests('0', '0', at(0))],
	['a limit below zero', requests('-5', '4', at(0))],
	['less than nothing left', requests('5', '-1', at(0))],
	['words', requests('many', 'some', at(0))],
	['empty headers', requests('', '', '')],
	['the limits of other offers', { 'anthropic-priority-input-tokens-limit': '5' }],
])('%s tells of no limit', (_, headers) => {
	expect(rateLimitsOf(headers)).toEqual([]);
});

test('one kind that is broken does not hide another', () => {
	const headers = {
		...requests('5', '4', 'soon'),
		'anthropic-ratelimit-tokens-limit': '5',
		'anthropic-ratelimit-tokens-remaining': '4',
		'anthropic-ratelimit-tokens-reset': at(0),
	};
	expect(rateLimitsOf(headers)).toMatchObject([{ kind: 'tokens' }]);
});

describe('the clock here may go wrong:', () => {
	test.each([3000, -3000, 3_600_000, -86_400_000])('by %d ms', (skew) => {
		const date = new Date(NOW + skew).toUTCString();
		const headers = { ...requests('5', '4', at(skew + 1250)), date };
		expect(rateLimitsOf(headers)).toMatchObject([{ reset: NOW + 1250 }]);
	});

	test.each([2000, 1000, 0, -1000, -2000])(
		'a difference of %d ms may be the way and whole seconds',
		(skew) => {
			const date = new Date(NOW + skew).toUTCString();
			const headers = { ...requests('5', '4', at(1250)), date };
			expect(rateLimitsOf(headers)).toMatchObject([{ reset: NOW + 1250 }]);
		},
	);

	test.each([undefined, '', 'today', ['Mon']])('a date of %p says nothing', (date) => {
		const headers = { ...requests('5', '4', at(1250)), date };
		expect(rateLimitsOf(headers)).toMatchObject([{ reset: NOW + 1250 }]);
	});
});
