import { TokenBucket } from './tokenBucket';

describe('a token bucket', () => {
	it('gives as many tokens at once as it holds', () => {
		const bucket = new TokenBucket(3, 10, 0);
		expect([1, 2, 3, 4].map(() => bucket.take(0))).toEqual([true, true, true, false]);
		expect(bucket.remaining(0)).toBe(0);
	});

	it('fills continuously, and says when the next token is whole', () => {
		const bucket = new TokenBucket(2, 10, 1000);
		bucket.take(1000);
		bucket.take(1000);
		expect(bucket.msUntilNext(1000)).toBeCloseTo(100);
		expect(bucket.msUntilNext(1030)).toBeCloseTo(70);
		expect(bucket.take(1099)).toBe(false);
		expect(bucket.take(1100)).toBe(true);
		expect(bucket.take(1101)).toBe(false);
	});

	it('never holds more than its capacity', () => {
		const bucket = new TokenBucket(2, 10, 0);
		expect(bucket.remaining(60_000)).toBe(2);
		bucket.take(60_000);
		expect(bucket.msUntilFull(60_000)).toBeCloseTo(100);
		expect(bucket.remaining(60_099)).toBe(1);
		expect(bucket.remaining(60_100)).toBe(2);
		expect(bucket.msUntilFull(60_100)).toBe(0);
	});

	it('loses nothing by being asked often', () => {
		const bucket = new TokenBucket(1, 20, 0);
		bucket.take(0);
		for (let now = 0; now < 50; now += 0.1) bucket.remaining(now);
		expect(bucket.take(50)).toBe(true);
	});

	it('gives perSecond tokens in every second after its first burst', () => {
		const bucket = new TokenBucket(5, 20, 0);
		let given = 0;
		for (let now = 0; now <= 5000; now += 1) if (bucket.take(now)) given += 1;
		expect(given).toBe(5 + 5 * 20);
	});

	it('does not run backward', () => {
		const bucket = new TokenBucket(1, 10, 1000);
		bucket.take(1000);
		expect(bucket.take(900)).toBe(false);
		expect(bucket.msUntilNext(900)).toBeCloseTo(100);
	});
});
