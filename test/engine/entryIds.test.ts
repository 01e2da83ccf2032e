import { startTestbed, type Testbed } from './testbed';

let testbed: Testbed;
beforeAll(async () => (testbed = await startTestbed()));
beforeEach(() => testbed.standIn.reset());
afterAll(async () => await testbed.close());

const OPERATIONS = [
	['batch', 'cancel', 'batchId'],
	['batch', 'delete', 'batchId'],
	['batch', 'get', 'batchId'],
	['batch', 'getResults', 'batchId'],
	['file', 'delete', 'fileId'],
	['file', 'download', 'fileId'],
	['file', 'get', 'fileId'],
	['model', 'get', 'model'],
] as const;

test.each(OPERATIONS)('%s %s never asks another endpoint, whatever the ID is', async (...row) => {
	const [resource, operation, field] = row;
	for (const id of ['.', '..', '../files', 'a/b', '%2E%2E', '?limit=1', '#']) {
		testbed.standIn.reset();
		const value = field === 'model' ? { __rl: true, mode: 'id', value: id } : id;
		const { answers } = await testbed.ask(
			{ resource, operation, [field]: value },
			{ onError: 'continueRegularOutput' },
		);
		expect(answers).toMatchObject([{ json: { error: { message: expect.any(String) } } }]);
		const list = resource === 'batch' ? '/v1/messages/batches' : `/v1/${resource}s`;
		for (const { path } of testbed.standIn.requests) {
			expect(path.startsWith(`${list}/${encodeURIComponent(id)}`)).toBe(true);
		}
	}
});

test('an ID of dots is named as what is wrong', async () => {
	const { error } = await testbed.ask({ resource: 'file', operation: 'get', fileId: '..' });
	expect(error).toMatchObject({
		message: '".." is not an ID',
		description: 'Give the ID as the API returned it.',
	});
	expect(testbed.standIn.requests).toEqual([]);
});
