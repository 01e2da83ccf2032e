/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { join } from 'node:path';
import type { INodeParameters } from 'n8n-workflow';
import type { QueuedReply } from '../standin';
import { anHourLater } from './anHourLater';
import { madeBatch, onBatch } from './batchBed';
import { API_KEY, CREDENTIAL, question, startTestbed, type Testbed, workflowOf } from './testbed';
import { until } from '../until';

type Looks = typeof import('../../nodes/shared/api/endpoints/lookPause');
type Pauses = typeof import('../../nodes/ClaudeMessages/operations/pollPause');

let testbed: Testbed;
/** The very modules of the node that n8n's loader has loaded. */
const loaded = <Module extends object>(path: string) =>
	jest.requireActual<Module>(join(__dirname, '../../dist/nodes', path));
beforeAll(async () => (testbed = await startTestbed()));
let later: (ms: number) => void;
let looksAgain: (count: number) => boolean;
beforeEach(() => {
	testbed.standIn.reset();
	testbed.standIn.batchMs = undefined;
	later = anHourLater();
	const looks = loaded<Looks>('shared/api/endpoints/lookPause.js');
	looksAgain = (count) => count < 4;
	jest.spyOn(looks, 'lookPause').mockImplementation((count) => (looksAgain(count) ? 1 : undefined));
	const pauses = loaded<Pauses>('ClaudeMessages/operations/pollPause.js');
	jest.spyOn(pauses, 'pollPause').mockReturnValue(5);
});
afterEach(() => jest.restoreAllMocks());
afterAll(async () => await testbed.close());

const PATH = '/v1/messages/batches';
const haiku = { model: { __rl: true, mode: 'id', value: 'claude-haiku-4-5' } };
const create = (options: INodeParameters = {}) =>
	onBatch('create', { ...haiku, ...question('={{ $json.text }}'), options });
const texts = (...words: string[]) => words.map((text) => ({ json: { text } }));
const isPost: QueuedReply['when'] = ({ method }) => method === 'POST';

/** The batch is created, and nobody says so. */
const lost: QueuedReply = { kind: 'reset', path: PATH, when: isPost };
/** Nothing is created, and nobody says so. */
const gateway: QueuedReply = {
	kind: 'error',
	status: 504,
	type: 'timeout_error',
	message: 'Upstream timed out',
	path: PATH,
	when: isPost,
};
const forbidden: QueuedReply = {
	...gateway,
	status: 403,
	type: 'permission_error',
	message: 'No lists for this key',
	when: ({ method }) => method === 'GET',
};

const sent = () =>
	testbed.standIn.requests.filter(({ method, path }) => method === 'POST' && path === PATH);
const lists = () =>
	testbed.standIn.requests.filter(({ method, path }) => method === 'GET' && path === PATH);
/** How many batches there are, whoever has created them. */
async function batches() {
	return (await testbed.ask(onBatch('getAll', { returnAll: true }))).answers.map(
		({ json }) => json.id,
	);
}

const notKnown = expect.stringMatching(
	/^It is not known whether the batch was created: look with Batch → Get Many for one with 2 requests/,
);

test('a batch that was created is found, and not created again', async () => {
	testbed.standIn.queue(lost);
	const { answers, error, run } = await testbed.ask(create(), { input: texts('One?', 'Two?') });
	expect(error).toBeUndefined();
	expect(sent()).toHaveLength(1);
	expect(answers.map(({ json }) => json.id)).toEqual(await batches());
	const { hints = [] } = run.data.resultData.runData['Claude Messages']?.[0] ?? {};
	expect(JSON.stringify(hints)).toContain(
		`The answer to the creation of the batch ${String(answers[0]?.json.id)} was lost`,
	);
});

test('a batch that a gateway was too impatient for is found, and not created again', async () => {
	testbed.standIn.queue({ kind: 'late', requests: 3, then: gateway, path: PATH, when: isPost });
	const { answers, error } = await testbed.ask(create(), { input: texts('One?', 'Two?') });
	expect(error).toBeUndefined();
	expect([sent().length, lists().length]).toEqual([1, 3]);
	expect(answers.map(({ json }) => json.id)).toEqual(await batches());
});

test('a batch that was not created is created again', async () => {
	testbed.standIn.queue(gateway);
	const { answers, error } = await testbed.ask(create(), { input: texts('One?', 'Two?') });
	expect(error).toBeUndefined();
	expect(sent()).toHaveLength(2);
	expect(answers.map(({ json }) => json.id)).toEqual(await batches());
});

test('one that the node has created before is not taken for it', async () => {
	const { answers: before } = await testbed.ask(create(), { input: texts('One?', 'Two?') });
	testbed.standIn.queue(gateway);
	const { answers, error } = await testbed.ask(create(), { input: texts('Three?', 'Four?') });
	expect(error).toBeUndefined();
	expect(answers[0]?.json.id).not.toBe(before[0]?.json.id);
	expect(sent()).toHaveLength(3);
});

test('one that another program has created before is not taken for it', async () => {
	const stranger = await madeBatch(testbed.standIn, ['One?', 'Two?']);
	later(30_000);
	testbed.standIn.queue(gateway);
	const { answers, error } = await testbed.ask(create(), { input: texts('Three?', 'Four?') });
	expect(error).toBeUndefined();
	expect(answers[0]?.json.id).not.toBe(stranger);
});

test('one that another program creates meanwhile makes it doubtful, and what to look for is told', async () => {
	let areThere = false;
	const when: QueuedReply['when'] = ({ method }) => method === 'GET' && !areThere;
	testbed.standIn.queue({ ...lost, when: isOurs });
	testbed.standIn.queue(...Array.from({ length: 500 }, () => ({ ...gateway, when })));
	let looks = 0;
	looksAgain = () => !areThere || looks++ < 3;
	const asked = testbed.ask(create(), { input: texts('Three?', 'Four?') });
	await until(() => sent().length === 1);
	await madeBatch(testbed.standIn, ['One?', 'Two?']);
	areThere = true;
	expect((await asked).error?.description).toEqual(notKnown);
	expect(sent()).toHaveLength(2);
});

/** Not the SDK's. */
function isOurs({ method, rawBody }: { method: string; rawBody: string }): boolean {
	return method === 'POST' && rawBody.includes('Three?');
}

test('of two that have ended the one with the own requests is taken', async () => {
	testbed.standIn.batchMs = 0;
	const stranger = await madeBatch(testbed.standIn, ['One?', 'Two?']);
	testbed.standIn.queue({ ...lost, when: isOurs });
	const { answers, error } = await testbed.ask(create(), { input: texts('Three?', 'Four?') });
	expect(error).toBeUndefined();
	expect(await batches()).toEqual([answers[0]?.json.id, stranger]);
});

test('two workflows at the same time do not take the batch of each other', async () => {
	const arrived = (word: string) => sent().some(({ rawBody }) => rawBody.includes(word));
	testbed.standIn.queue({ ...gateway, when: ({ rawBody }) => rawBody.includes('salaries') });
	testbed.standIn.queue({
		kind: 'delay',
		ms: 300,
		then: { kind: 'cut', bytes: 1e6 },
		path: PATH,
		when: ({ rawBody }) => rawBody.includes('public'),
	});
	const other = testbed.ask(create(), { input: texts('public') });
	await until(() => arrived('public'));
	const ours = await testbed.ask(create(), { input: texts('salaries') });
	const theirs = await other;
	const ids = [ours.answers[0]?.json.id, theirs.answers[0]?.json.id];
	expect(new Set(ids).size).toBe(2);
	expect(await batches()).toHaveLength(2);
});

test('a batch that turns out to be of another program gives nobody its answers', async () => {
	testbed.standIn.queue(gateway);
	looksAgain = () => true;
	const asked = testbed.ask(create({ waitForCompletion: true, includeInput: true }), {
		input: texts('Three?', 'Four?'),
	});
	await until(() => sent().length === 1);
	const stranger = await madeBatch(testbed.standIn, ['One?', 'Two?']);
	await until(() => testbed.standIn.requests.some(({ path }) => path === `${PATH}/${stranger}`));
	testbed.standIn.endBatches();
	const { answers, error } = await asked;
	expect(answers).toEqual([]);
	expect(error?.message).toBe(`The batch ${stranger} has other requests than those that were sent`);
	expect(error?.description).not.toContain('goes on');
});

test("a gateway's 503 about a connection that broke leaves open what was done", async () => {
	const broken: QueuedReply = {
		kind: 'raw',
		status: 503,
		headers: { 'retry-after-ms': '1' },
		body: 'upstream connect error or disconnect/reset before headers',
	};
	testbed.standIn.queue({ kind: 'late', requests: 1, then: broken, path: PATH, when: isPost });
	const { answers, error } = await testbed.ask(create(), { input: texts('One?', 'Two?') });
	expect(error).toBeUndefined();
	expect(sent()).toHaveLength(1);
	expect(answers.map(({ json }) => json.id)).toEqual(await batches());
});

test('an overload in the words of the API is asked again as it is', async () => {
	const headers = { 'retry-after-ms': '1' };
	testbed.standIn.queue({ ...gateway, status: 503, type: 'overloaded_error', headers });
	const { error } = await testbed.ask(create(), { input: texts('One?') });
	expect(error).toBeUndefined();
	expect(testbed.standIn.requests.map(({ method }) => method)).toEqual(['POST', 'POST']);
});

test('a refusal is asked again as it is', async () => {
	const headers = { 'retry-after-ms': '1' };
	testbed.standIn.queue({ ...gateway, status: 429, type: 'rate_limit_error', headers });
	const { error } = await testbed.ask(create(), { input: texts('One?') });
	expect(error).toBeUndefined();
	expect(testbed.standIn.requests.map(({ method }) => method)).toEqual(['POST', 'POST']);
});

/** Starts the creation of a batch; n8n tries it several times. */
function begin(retryOnFail: boolean, options: INodeParameters = {}) {
	const file = workflowOf(create(options));
	const again = { retryOnFail, maxTries: 3, waitBetweenTries: 1 };
	const nodes = file.nodes.map((node) => (node.id === 'claude' ? { ...node, ...again } : node));
	return testbed.engine.begin(
		{ ...file, nodes },
		{
			credentials: { [CREDENTIAL]: { apiKey: API_KEY, baseUrl: testbed.standIn.url } },
			input: texts('One?', 'Two?'),
		},
	);
}

describe('Retry On Fail', () => {
	test('sends nothing where it is not known whether the batch was created', async () => {
		testbed.standIn.queue(lost, forbidden, forbidden, forbidden);
		const { data } = await begin(true);
		expect(data.resultData.error?.description).toEqual(notKnown);
		expect([sent().length, lists().length]).toEqual([1, 3]);
		expect(await batches()).toHaveLength(1);
	});

	test('finds the batch that the first try has lost', async () => {
		testbed.standIn.queue(lost, forbidden);
		const { data } = await begin(true);
		expect(data.resultData.error).toBeUndefined();
		expect(sent()).toHaveLength(1);
	});
});

describe('Stop while a batch is being created', () => {
	/** What the user sees after Stop; n8n 1 tells nothing. */
	async function stopped(reply: QueuedReply, options: INodeParameters) {
		testbed.standIn.queue({ ...reply, path: PATH, when: isPost });
		const execution = begin(false, options);
		await until(() => sent().length === 1);
		// The stand-in has it when it begins to hang.
		await until(() => testbed.standIn.open === 1);
		execution.cancel();
		const run = await execution.catch(() => undefined);
		return run?.data.resultData.error?.description ?? undefined;
	}
	const cancels = () => testbed.standIn.requests.filter(({ path }) => path.endsWith('/cancel'));

	test('says that it is not known whether it was created', async () => {
		const told = await stopped({ kind: 'hang' }, {});
		if (told !== undefined) expect(told).toEqual(notKnown);
		expect(cancels()).toEqual([]);
	});

	test('cancels it too where that is wanted', async () => {
		const told = await stopped({ kind: 'hang' }, { waitForCompletion: true, cancelOnStop: true });
		await until(() => cancels().length === 1 && cancels()[0]?.endedAt !== undefined);
		const [id] = await batches();
		expect(cancels()[0]?.path).toBe(`${PATH}/${String(id)}/cancel`);
		if (told !== undefined) expect(told).toContain(`The batch ${String(id)} was canceled`);
	});

	test('cancels nothing where the batch is not there', async () => {
		const reply: QueuedReply = { kind: 'delay', ms: 60_000, then: gateway };
		const options = { waitForCompletion: true, cancelOnStop: true };
		const told = await stopped(reply, options);
		await until(() => lists().length === 4 && lists()[3]?.endedAt !== undefined);
		expect(cancels()).toEqual([]);
		if (told !== undefined) expect(told).toEqual(notKnown);
	});
});
