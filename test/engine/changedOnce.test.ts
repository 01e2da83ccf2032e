import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import type { QueuedReply } from '../standin';
import { anHourLater } from './anHourLater';
import { madeBatch, onBatch } from './batchBed';
import { API_KEY, CREDENTIAL, startTestbed, type Testbed, workflowOf } from './testbed';

let testbed: Testbed;
let later: (ms: number) => void;
beforeAll(async () => (testbed = await startTestbed()));
beforeEach(() => {
	testbed.standIn.reset();
	later = anHourLater();
});
afterEach(() => jest.restoreAllMocks());
afterAll(async () => await testbed.close());

const FILES = '/v1/files';
const file = (operation: string, more: INodeParameters = {}) => ({
	resource: 'file',
	operation,
	...more,
});
const byId = { fileId: '={{ $json.id }}' };
const withIds = (ids: readonly string[]) => ids.map((id) => ({ json: { id } }));

const textFile = (text: string, fileName = 'a.txt'): INodeExecutionData => ({
	json: {},
	binary: {
		data: { data: Buffer.from(text).toString('base64'), mimeType: 'text/plain', fileName },
	},
});

const uploads = () => testbed.standIn.requests.filter(({ method }) => method === 'POST');
const deletes = () => testbed.standIn.requests.filter(({ method }) => method === 'DELETE');

/** The upload of this number is not kept: by default nobody says so. */
function uploadFails(number: number, status = 502, type = 'api_error'): QueuedReply {
	let count = 0;
	const when: QueuedReply['when'] = ({ method }) => method === 'POST' && ++count === number;
	return { kind: 'error', status, type, message: 'No', path: FILES, when };
}

/** A refusal that says why. */
const refused = (path: string, method: string, times = 1): QueuedReply[] =>
	Array.from({ length: times }, () => ({
		kind: 'error',
		status: 403,
		type: 'permission_error',
		message: 'The real reason',
		path,
		when: (request) => request.method === method,
	}));

/** A node that n8n tries three times. */
async function tried(parameters: INodeParameters, input: INodeExecutionData[]) {
	const workflow = workflowOf(parameters);
	const again = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
	const nodes = workflow.nodes.map((node) => (node.id === 'claude' ? { ...node, ...again } : node));
	const { items, error } = await testbed.engine.run(
		{ ...workflow, nodes },
		{
			credentials: { [CREDENTIAL]: { apiKey: API_KEY, baseUrl: testbed.standIn.url } },
			input,
		},
	);
	return { answers: items('Claude Messages'), error };
}

const added = (...names: string[]) =>
	names.map((filename) =>
		testbed.standIn.addFile({ filename, mimeType: 'text/plain', bytes: Buffer.from(filename) }),
	);

describe('an upload whose answer is lost', () => {
	test('never gets the ID of another file of the same name and size', async () => {
		testbed.standIn.queue(uploadFails(2));
		const input = [textFile('FIRST!'), textFile('SECOND')];
		const { answers, error } = await testbed.ask(file('upload'), { input });
		expect(error).toBeUndefined();
		const contents = answers.map(
			({ json }) => testbed.standIn.files.find(({ id }) => id === json.id)?.content,
		);
		expect(contents.map(String)).toEqual(['FIRST!', 'SECOND']);
		expect(uploads()).toHaveLength(3);
	});

	test('never gets the ID of a file that was there before', async () => {
		const id = testbed.standIn.addFile({
			filename: 'a.txt',
			mimeType: 'text/plain',
			bytes: Buffer.from('BEFORE'),
		});
		later(30_000);
		testbed.standIn.queue(uploadFails(1));
		const { answers } = await testbed.ask(file('upload'), { input: [textFile('SECOND')] });
		expect(answers[0]?.json.id).not.toBe(id);
		expect([uploads().length, testbed.standIn.files.length]).toEqual([2, 2]);
	});
});

describe('what is deleted, and the answer is lost,', () => {
	test.each([
		['file', FILES],
		['batch', '/v1/messages/batches'],
	])('is deleted: %s', async (resource, list) => {
		const id =
			resource === 'file' ? added('a.txt').join() : await madeBatch(testbed.standIn, ['One?']);
		testbed.standIn.queue({ kind: 'reset', path: `${list}/${id}` });
		const parameters = { resource, operation: 'delete', [`${resource}Id`]: id };
		const { answers, error } = await testbed.ask(parameters);
		expect(error).toBeUndefined();
		expect(answers).toEqual([{ json: { id, deleted: true }, pairedItem: { item: 0 } }]);
		expect(deletes()).toHaveLength(2);
	});

	test('fails where it was not there at the first attempt', async () => {
		const { error } = await testbed.ask(file('delete', { fileId: 'file_nobody' }));
		expect(error).toMatchObject({ httpCode: '404' });
		expect(deletes()).toHaveLength(1);
	});
});

test('a delete that is answered with no content is done', async () => {
	testbed.standIn.queue({ kind: 'raw', status: 204, body: '', path: `${FILES}/file_1` });
	const { answers, error } = await testbed.ask(file('delete', { fileId: 'file_1' }));
	expect(error).toBeUndefined();
	expect(answers[0]?.json).toEqual({ id: 'file_1', deleted: true });
});

describe('a cancel whose answer is lost', () => {
	const path = (id: string) => `/v1/messages/batches/${id}/cancel`;
	const already = (id: string): QueuedReply => ({
		kind: 'error',
		status: 400,
		type: 'invalid_request_error',
		message: 'Batch is already canceling',
		path: path(id),
	});

	test('gives the batch as it is', async () => {
		testbed.standIn.batchMs = undefined;
		const batchId = await madeBatch(testbed.standIn, ['One?', 'Two?']);
		testbed.standIn.queue({ kind: 'reset', path: path(batchId) }, already(batchId));
		const { answers, error } = await testbed.ask(onBatch('cancel', { batchId }));
		expect(error).toBeUndefined();
		expect(answers[0]?.json).toMatchObject({ id: batchId, processing_status: 'canceling' });
	});

	test('fails where it is refused at the first attempt', async () => {
		testbed.standIn.batchMs = undefined;
		const batchId = await madeBatch(testbed.standIn, ['One?']);
		testbed.standIn.queue(already(batchId));
		const { error } = await testbed.ask(onBatch('cancel', { batchId }));
		expect(error?.message).toBe('Batch is already canceling');
	});
});

describe('with Retry On Fail', () => {
	test('what an earlier try has deleted is not deleted again', async () => {
		const ids = added('a', 'b', 'c', 'd');
		testbed.standIn.queue(...refused(`${FILES}/${ids[2]}`, 'DELETE'));
		const { answers, error } = await tried(file('delete', byId), withIds(ids));
		expect(error).toBeUndefined();
		expect(answers.map(({ json }) => json)).toEqual(ids.map((id) => ({ id, deleted: true })));
		expect(testbed.standIn.files).toEqual([]);
		expect(deletes()).toHaveLength(5);
	});

	test('the reason of a failure stays to the last', async () => {
		const ids = added('a', 'b', 'c');
		testbed.standIn.queue(...refused(`${FILES}/${ids[2]}`, 'DELETE', 3));
		const { error } = await tried(file('delete', byId), withIds(ids));
		expect(error?.message).toBe('The real reason');
		expect(error?.description).not.toContain('paid for again');
		expect(deletes()).toHaveLength(5);
	});

	test('what an earlier try has uploaded is not uploaded again', async () => {
		testbed.standIn.queue(uploadFails(3, 400, 'invalid_request_error'));
		const input = ['one', 'two', 'BAD'].map((text) => textFile(text, `${text}.txt`));
		const { answers, error } = await tried(file('upload'), input);
		expect(error).toBeUndefined();
		expect(answers.map(({ json }) => json.filename)).toEqual(['one.txt', 'two.txt', 'BAD.txt']);
		expect([uploads().length, testbed.standIn.files.length]).toEqual([4, 3]);
	});

	test('what an earlier try has canceled is not canceled again', async () => {
		testbed.standIn.batchMs = undefined;
		const ids = [
			await madeBatch(testbed.standIn, ['One?']),
			await madeBatch(testbed.standIn, ['Two?']),
		];
		testbed.standIn.requests.length = 0;
		testbed.standIn.queue(...refused(`/v1/messages/batches/${ids[1]}/cancel`, 'POST'));
		const { error } = await tried(onBatch('cancel', { batchId: '={{ $json.id }}' }), withIds(ids));
		expect(error).toBeUndefined();
		expect(testbed.standIn.requests).toHaveLength(3);
	});
});

test('a get that fails costs nothing, and does not say so', async () => {
	const input = withIds([...added('a', 'b'), 'file_nobody']);
	const { error } = await testbed.ask(file('get', byId), { input });
	expect(error?.description).not.toContain('Items answered before');
});
