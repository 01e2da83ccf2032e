import { startTestbed, type Testbed } from './testbed';

let testbed: Testbed;
beforeAll(async () => (testbed = await startTestbed()));
beforeEach(() => testbed.standIn.reset());
afterAll(async () => await testbed.close());

const model = (id: string) => ({ __rl: true, mode: 'id', value: id });
const get = (id: string, more = {}) => ({
	resource: 'model',
	operation: 'get',
	model: model(id),
	...more,
});

test('a model tells what a person chooses it by', async () => {
	const { answers, error } = await testbed.ask(get('claude-haiku-4-5'));
	expect(error).toBeUndefined();
	expect(answers).toMatchObject([
		{
			json: {
				id: 'claude-haiku-4-5-20251001',
				display_name: expect.any(String),
				lifecycle: expect.any(String),
				max_tokens: 64_000,
				supports: expect.arrayContaining(['image_input', 'pdf_input']),
				effort: [],
				thinking: expect.arrayContaining(['enabled']),
			},
			pairedItem: { item: 0 },
		},
	]);
});

test("with Simplify off a model is the API's object unchanged", async () => {
	const { answers } = await testbed.ask(get('claude-haiku-4-5', { simplify: false }));
	expect(answers[0]?.json).toMatchObject({ type: 'model', capabilities: { thinking: {} } });
});

test('a model that is not there fails its item, and the others come', async () => {
	const { answers } = await testbed.ask(get('={{ $json.id }}'), {
		input: [{ json: { id: 'claude-0' } }, { json: { id: 'claude-opus-5' } }],
		onError: 'continueRegularOutput',
	});
	expect(answers).toMatchObject([
		{ json: { error: { type: 'not_found_error', status: 404 } }, pairedItem: { item: 0 } },
		{ json: { id: 'claude-opus-5' }, pairedItem: { item: 1 } },
	]);
});

const list = { resource: 'model', operation: 'getAll' };

test('all models come page by page, each as an item, paired with the item that asked', async () => {
	const { answers } = await testbed.ask({ ...list, returnAll: true });
	expect(answers.length).toBeGreaterThan(10);
	expect(new Set(answers.map(({ json }) => json.id)).size).toBe(answers.length);
	expect(answers.map(({ pairedItem }) => pairedItem)).toEqual(answers.map(() => ({ item: 0 })));
});

test('a limit asks for no more than it says', async () => {
	const { answers, requests } = await testbed.ask({ ...list, limit: 3 });
	expect(answers).toHaveLength(3);
	expect(requests.map(({ query }) => query)).toEqual([{ limit: '3' }]);
});

test('a wrong limit is told before anything is asked', async () => {
	const { answers, requests } = await testbed.ask(
		{ ...list, limit: 0 },
		{ onError: 'continueRegularOutput' },
	);
	expect(requests).toEqual([]);
	expect(answers[0]?.json.error).toMatchObject({
		message: "'Limit' takes a whole number of at least 1, but it is 0",
	});
});
