import fc from 'fast-check';
import { type Backend, drivePacer, type Refused } from './drivenPacer';

beforeEach(() =>
	jest.useFakeTimers({ now: Date.UTC(2026, 10, 23), doNotFake: ['nextTick', 'queueMicrotask'] }),
);
afterEach(() => jest.useRealTimers());

const RECOVERS_MS = 30_000;
const MEASURED_MS = 10_000;

type Network = Omit<Backend, 'verdict'>;

/** What is refused, over and over, and until when. */
interface History {
	pattern: Array<Refused | undefined>;
	/** Milliseconds since the start. */
	until: number;
}

/** Answers in the time from 30 to 40 s after the last refusal is over, as a fraction of what the lanes can do. */
async function recovered(network: Network, { pattern, until }: History): Promise<number> {
	const verdict: Backend['verdict'] = (ms, request) =>
		ms < until ? pattern[request % pattern.length] : undefined;
	const { answered, opensAt } = await drivePacer(
		{ ...network, verdict },
		(ms, opens) => ms < Math.max(until, opens) + RECOVERS_MS + MEASURED_MS,
	);
	const from = Math.max(until, opensAt) + RECOVERS_MS;
	const count = answered.filter((ms) => ms >= from).length;
	return count / ((MEASURED_MS / network.latency) * network.lanes);
}

const NETWORK: Network = { lanes: 10, latency: 100, refusalLatency: 100 };

test.each([
	['every second request', [undefined, {}]],
	['two of three requests', [undefined, {}, {}]],
	['every tenth request', [...Array.from({ length: 9 }, () => undefined), {}]],
	['every second request for a minute', [undefined, { after: 60 }]],
])('after a gateway has refused %s, all is soon as before', async (_, pattern) => {
	const history = {
		pattern: pattern.map((each) => each && { after: undefined, ...each }),
		until: 90_000,
	};
	expect(await recovered(NETWORK, history)).toBeGreaterThan(0.9);
});

const networks = fc.record({
	lanes: fc.integer({ min: 1, max: 10 }),
	latency: fc.integer({ min: 100, max: 2000 }),
	refusalLatency: fc.integer({ min: 2, max: 500 }),
});

const verdicts = fc.option(fc.record({ after: fc.constantFrom(undefined, 0.2, 1, 5, 20, 60) }), {
	nil: undefined,
});

const histories = fc.record({
	pattern: fc.array(verdicts, { minLength: 1, maxLength: 12 }),
	until: fc.integer({ min: 1000, max: 120_000 }),
});

test('whatever was refused before, once nothing is refused any more all is soon as before', async () => {
	await fc.assert(
		fc.asyncProperty(networks, histories, async (network, history) => {
			expect(await recovered(network, history)).toBeGreaterThan(1 / 1.5);
		}),
		{ endOnFailure: true, numRuns: 30 },
	);
});
