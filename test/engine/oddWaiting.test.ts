import { skipWaits } from './faults/quickWaits';
import { line, onBatch, OVERLOADED, sdk } from './batchBed';
import { question, startTestbed, type Testbed } from './testbed';
import { isRecord, parseJson } from '../../nodes/shared/json';
import { until } from '../until';

let testbed: Testbed;
beforeAll(async () => (testbed = await startTestbed()));
beforeEach(() => {
	testbed.standIn.reset();
	skipWaits();
});
afterEach(() => jest.restoreAllMocks());
afterAll(async () => await testbed.close());

const CONTINUE = { onError: 'continueRegularOutput' } as const;

/** Waits for a batch of these rows, and is first told its results as these lines. */
async function waited(texts: string[], lines: (ids: string[]) => string[], more = {}) {
	const waiting = {
		...question('={{ $json.text }}'),
		...onBatch('create', { options: { waitForCompletion: true } }),
	};
	testbed.standIn.batchMs = Infinity;
	const asked = testbed.ask(waiting, { input: texts.map((text) => ({ json: { text } })), ...more });
	await until(() => testbed.standIn.requests.some(({ endedAt }) => endedAt !== undefined));
	const batches = await sdk(testbed.standIn).messages.batches.list();
	const id = batches.data[0]?.id ?? '';
	testbed.standIn.queue({
		kind: 'raw',
		status: 200,
		body: lines(customIds()).join('\n'),
		path: `/v1/messages/batches/${id}/results`,
	});
	testbed.standIn.endBatches();
	return { id, ...(await asked) };
}

/** The IDs that the node gave to the requests of the batch. */
function customIds(): string[] {
	const [created] = testbed.standIn.requests.filter(({ method }) => method === 'POST');
	const body = isRecord(created?.body) ? created.body : parseJson(String(created?.body));
	const requests = isRecord(body) && Array.isArray(body.requests) ? body.requests : [];
	return requests.map(({ custom_id }: { custom_id: string }) => custom_id);
}

test('waiting for a batch, a row without a result says so, and the workflow stops', async () => {
	const lines = [line('9-stranger', 'X'), line('8-stranger', 'Y')];
	const { id, answers, error } = await waited(['A?', 'B?'], () => lines);
	expect(answers).toEqual([]);
	expect(error).toMatchObject({
		message: `The results of the batch ${id} hold none for this item`,
	});
});

test('waiting for a batch, an error among the results is asked again', async () => {
	const { answers, error } = await waited(['A?', 'B?'], ([first = '']) => [
		line(first, 'A'),
		OVERLOADED,
	]);
	expect(error).toBeUndefined();
	expect(answers.map(({ json }) => json.text)).toEqual(['A', expect.any(String)]);
});

test('nobody is told to pay again for a result that came and could not be read', async () => {
	const lines = ([a = '', , c = '']: string[]) => [line(a, 'A'), 'odd', line(c, 'C')];
	const { id, answers } = await waited(['A?', 'B?', 'C?'], lines, CONTINUE);
	expect(answers.map(({ json }) => json.text)).toEqual(['A', undefined, 'C']);
	expect(answers[1]?.json.error).toMatchObject({
		message: `A result of the batch ${id} could not be read: it may be that of this item`,
		description: expect.not.stringContaining('send the item'),
	});
});
