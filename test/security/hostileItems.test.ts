import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { findFiles } from '../../nodes/ClaudeMessages/files/itemFiles';
import { bytesFile } from '../engine/files';
import { startTestbed, question, type Testbed } from '../engine/testbed';
import { pngOfPixels } from '../fixtures/bigFiles';

let testbed: Testbed;
beforeAll(async () => (testbed = await startTestbed()));
beforeEach(() => testbed.standIn.reset());
afterAll(async () => await testbed.close());

async function asked(parameters: INodeParameters, json: object | undefined) {
	const input: INodeExecutionData[] = [JSON.parse(JSON.stringify({ json }))];
	return await testbed.ask(parameters, { input, onError: 'continueRegularOutput' });
}

/** As it comes from JSON, where these are ordinary keys. */
const POLLUTING = JSON.parse(
	'{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"toString":"x","hasOwnProperty":1,"name":"Ada"}',
);

/** What an object has under this key as data, which is not its prototype. */
const ownProto = (holder: unknown): unknown =>
	Object.getOwnPropertyDescriptor(Object(holder), '__proto__')?.value;

const wholeItem: INodeParameters = { ...question('Hello'), options: { includeInput: true } };

test('keys of prototypes in an item change no prototype, and stay data', async () => {
	const { answers } = await asked(wholeItem, POLLUTING);
	expect(Reflect.get({}, 'polluted')).toBeUndefined();
	expect(answers[0]?.json).toMatchObject({ name: 'Ada', toString: 'x', stop_reason: 'end_turn' });
	expect(Reflect.get(Object(answers[0]?.json), 'polluted')).toBeUndefined();
	expect(ownProto(answers[0]?.json)).toEqual({ polluted: 1 });
});

test.each<[string, INodeParameters]>([
	['Messages (JSON)', { messagesInput: 'json', messagesJson: '={{ $json.given }}' }],
	['Extra Body', { ...question('Hello'), options: { extraBody: '={{ $json.given }}' } }],
	[
		'JSON Example',
		{ ...question('Hello'), outputFormat: 'json', jsonSchemaExample: '={{ $json.given }}' },
	],
	[
		'Input Schema',
		{
			...question('Hello'),
			outputFormat: 'json',
			schemaType: 'manual',
			inputSchema: '={{ $json.given }}',
		},
	],
])('keys of prototypes in %s change no prototype', async (_, parameters) => {
	const schema = { type: 'object', properties: POLLUTING, ...POLLUTING };
	const list = [{ role: 'user', content: 'Hello', ...POLLUTING }];
	const given = JSON.stringify('messagesJson' in parameters ? list : schema);
	const { answers } = await asked(parameters, { given });
	expect(answers).toHaveLength(1);
	expect(JSON.stringify(answers)).not.toContain('internal_error');
	expect(Reflect.get({}, 'polluted')).toBeUndefined();
});

test.each<[string, string, INodeParameters]>([
	['JSON Example', '{"__proto__":true,"name":"Ada"}', { jsonSchemaExample: '={{ $json.given }}' }],
	[
		'Input Schema',
		'{"type":"object","properties":{"__proto__":{"type":"boolean"}}}',
		{ schemaType: 'manual', inputSchema: '={{ $json.given }}' },
	],
])(
	'a field that is called as the prototype in %s is asked for as any other',
	async (_, given, schema) => {
		const json = { outputFormat: 'json', ...schema };
		const { requests } = await asked({ ...question('Hello'), ...json }, { given });
		const { output_config: output } = JSON.parse(requests.at(-1)?.rawBody ?? '');
		expect(ownProto(output.format.schema.properties)).toMatchObject({ type: 'boolean' });
	},
);

test('files that are nested 100,000 levels deep in an item are not looked for', () => {
	let deep: IDataObject = {};
	for (let level = 0; level < 100_000; level++) deep = { a: deep };
	expect(findFiles('*', { json: { _files: deep } })).toEqual([]);
	expect(() => findFiles('data', { json: { _files: deep } })).toThrow('The item has no file');
});

test('100,000 levels in Messages (JSON) are told, and the other items are answered', async () => {
	const deep = `[{"role":"user","content":${'['.repeat(100_000)}${']'.repeat(100_000)}}]`;
	const { answers } = await testbed.ask(
		{ messagesInput: 'json', messagesJson: '={{ $json.given }}' },
		{
			input: [{ json: { given: deep } }, { json: { given: '[{"role":"user","content":"Hi"}]' } }],
			onError: 'continueRegularOutput',
		},
	);
	expect(answers[0]?.json.error).toMatchObject({
		type: 'invalid_input',
		message: expect.stringMatching(/^'Messages \(JSON\)' has more than 500 levels/),
	});
	expect(answers[1]?.json).toMatchObject({ stop_reason: 'end_turn' });
});

test('a message with 200,000 parts is one request, and its refusal is told', async () => {
	const part = '{"type":"text","text":"x"}';
	const given = `[{"role":"user","content":[${Array.from({ length: 200_000 }, () => part).join()}]}]`;
	const tooLarge = { status: 413, type: 'request_too_large', message: 'Request too large' };
	testbed.standIn.queue({ kind: 'error', ...tooLarge });
	const { answers, requests } = await testbed.ask(
		{ messagesInput: 'json', messagesJson: '={{ $json.given }}' },
		{ input: [{ json: { given } }], onError: 'continueRegularOutput' },
	);
	expect(answers.map(({ json }) => json.error)).toMatchObject([{ type: 'request_too_large' }]);
	expect(requests.map(({ rawBody }) => rawBody.split(part).length - 1)).toEqual([200_000]);
}, 60_000);

test('a message with 130,000 pictures is told how many it may have, before anything is sent', async () => {
	const part = '{"type":"image","source":{"type":"binary","field":"data"}}';
	const given = `[{"role":"user","content":[${Array.from({ length: 130_000 }, () => part).join()}]}]`;
	const { answers, requests } = await testbed.ask(
		{ messagesInput: 'json', messagesJson: '={{ $json.given }}' },
		{
			input: [
				{ json: { given }, binary: { data: bytesFile(pngOfPixels(8, 8), 'a.png', 'image/png') } },
			],
			onError: 'continueRegularOutput',
		},
	);
	expect(answers.map(({ json }) => json.error)).toMatchObject([{ type: 'invalid_input' }]);
	expect(requests).toEqual([]);
}, 60_000);

test('fields of an item that are called as those of an answer do not pass for the answer', async () => {
	const forged = {
		text: 'forged',
		output: 'forged',
		stop_reason: 'forged',
		usage: 'forged',
		request_id: 'forged',
		error: 'forged',
		steps: 'forged',
		name: 'Ada',
	};
	const { answers, error } = await asked(wholeItem, forged);
	expect(error).toBeUndefined();
	const { input_error, ...json } = answers[0]?.json ?? {};
	expect(input_error).toBe('forged');
	expect(json).toMatchObject({ name: 'Ada', stop_reason: 'end_turn' });
	expect(JSON.stringify(json)).not.toContain('forged');
});
