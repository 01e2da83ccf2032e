import type { INodeExecutionData } from 'n8n-workflow';
import { fixture } from '../fixtures/files';
import { bytesFile } from './files';
import { question, startTestbed, type Testbed } from './testbed';

let testbed: Testbed;
beforeAll(async () => (testbed = await startTestbed()));
beforeEach(() => testbed.standIn.reset());
afterAll(async () => await testbed.close());

/** An item as a Code node may hand it on, whatever n8n's types say. */
const item = (): INodeExecutionData => JSON.parse('{}');
const file = () => ({ data: bytesFile(fixture('blue.png').bytes, 'blue.png', 'image/png') });
const includeInput = { options: { includeInput: true } };

describe('an item without json', () => {
	test('is answered, with its input too', async () => {
		const { answers, requests } = await testbed.ask(
			{ ...question('Hello'), ...includeInput },
			{ input: [item(), item()] },
		);
		expect(requests).toHaveLength(2);
		expect(answers).toEqual(
			[0, 1].map((index) => ({
				json: expect.objectContaining({ stop_reason: 'end_turn' }),
				pairedItem: { item: index },
			})),
		);
	});

	test('is counted', async () => {
		const { answers } = await testbed.ask(
			{ ...question('Hello'), ...includeInput, operation: 'countTokens' },
			{ input: [item()] },
		);
		expect(answers[0]?.json).toMatchObject({ input_tokens: expect.any(Number) });
	});

	test('gives its files', async () => {
		const image = { role: 'user', type: 'image', source: 'binary' };
		for (const binaryField of ['data', '*']) {
			const { answers } = await testbed.ask(
				{ messages: { values: [{ ...image, binaryField }] }, ...includeInput },
				{ input: [{ ...item(), binary: file() }] },
			);
			expect(answers[0]).toMatchObject({
				json: { stop_reason: 'end_turn' },
				binary: { data: { fileName: 'blue.png' } },
			});
		}
	});

	test('that lacks the file says so', async () => {
		const image = { role: 'user', type: 'image', source: 'binary', binaryField: 'photo' };
		const { answers } = await testbed.ask(
			{ messages: { values: [image] } },
			{ input: [item()], onError: 'continueRegularOutput' },
		);
		expect(answers[0]?.json.error).toMatchObject({
			message: 'The item has no file in the field "photo"; it has no files',
		});
	});
});
