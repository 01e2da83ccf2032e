import type { INodeParameters, IRun } from 'n8n-workflow';
import type { QueuedReply } from '../standin';
import { anHourLater } from './anHourLater';
import { API_KEY, CREDENTIAL, question, startTestbed, type Testbed, workflowOf } from './testbed';
import { pause, until } from '../until';

let testbed: Testbed;
beforeAll(async () => (testbed = await startTestbed()));
beforeEach(() => {
	testbed.standIn.reset();
	anHourLater();
});
afterEach(() => jest.restoreAllMocks());
afterAll(async () => await testbed.close());

/** Milliseconds. */
const AT_ONCE = 400;

interface Case {
	when: string;
	reply: QueuedReply;
	options?: INodeParameters;
}

/** Starts six items in two lanes, each met by the reply. */
function begin({ reply, options }: Omit<Case, 'when'>) {
	testbed.standIn.queue(...Array.from({ length: 12 }, () => reply));
	const parameters = {
		...question('={{ $json.text }}'),
		options: { concurrency: 2, ...options },
	};
	return testbed.engine.begin(workflowOf(parameters), {
		credentials: { [CREDENTIAL]: { apiKey: API_KEY, baseUrl: testbed.standIn.url } },
		input: Array.from({ length: 6 }, (_, index) => ({ json: { text: `Question ${index}` } })),
	});
}

/** Presses Stop, and says how long it took until the run was over. */
async function stop(execution: ReturnType<typeof begin>) {
	const stoppedAt = Date.now();
	execution.cancel();
	// n8n 2 gives the run, n8n 1 rejects.
	const run: IRun | undefined = await execution.catch(() => undefined);
	return { run, stoppedAt, took: Date.now() - stoppedAt };
}

const OPEN: Case[] = [
	{
		when: 'an answer in JSON is awaited',
		reply: { kind: 'hang' },
		options: { streaming: 'never' },
	},
	{
		when: 'the answer in JSON has half come',
		reply: { kind: 'trickle', everyMs: 500, bytes: 10 },
		options: { streaming: 'never' },
	},
	{
		when: 'the beginning of a stream is awaited',
		reply: { kind: 'hang' },
		options: { streaming: 'always' },
	},
	{
		when: 'a stream is in its middle',
		reply: { kind: 'stream', hangAfter: 3 },
		options: { streaming: 'always' },
	},
];

describe('Stop while', () => {
	test.each(OPEN)('$when closes the open requests at once, and nothing new starts', async (row) => {
		const { standIn } = testbed;
		const execution = begin(row);
		await until(() => standIn.requests.length === 2);
		await pause(60);
		const { stoppedAt } = await stop(execution);
		await until(() => standIn.requests.every(({ endedAt }) => endedAt !== undefined));
		for (const { aborted, endedAt = Infinity } of standIn.requests) {
			expect(aborted).toBe(true);
			expect(endedAt - stoppedAt).toBeLessThanOrEqual(AT_ONCE);
		}
		await pause(700);
		expect(standIn.requests).toHaveLength(2);
		expect(standIn.open).toBe(0);
	});

	test.each([
		[
			'the server asked to wait for a minute',
			{
				kind: 'error',
				status: 429,
				type: 'rate_limit_error',
				message: 'Slow',
				headers: { 'retry-after': '60' },
			},
		],
		[
			'the node waits between attempts',
			{ kind: 'error', status: 529, type: 'overloaded_error', message: 'Overloaded' },
		],
	] satisfies Array<[string, QueuedReply]>)(
		'%s ends the wait, and nothing is sent',
		async (_, reply) => {
			const { standIn } = testbed;
			const execution = begin({ reply });
			await until(() => standIn.requests.length === 2 && standIn.open === 0);
			await pause(60);
			const { took } = await stop(execution);
			expect(took).toBeLessThanOrEqual(AT_ONCE);
			await pause(1200);
			expect(standIn.requests).toHaveLength(2);
		},
	);

	test('items wait for a free lane ends the run at once, and says why there is no answer', async () => {
		const execution = begin({ reply: { kind: 'hang' } });
		await until(() => testbed.standIn.requests.length === 2);
		const { run, took } = await stop(execution);
		expect(took).toBeLessThanOrEqual(AT_ONCE);
		if (run === undefined) return;
		expect(run.data.resultData.error?.message).toBe(
			'The execution was stopped before the answer came',
		);
	});
});
