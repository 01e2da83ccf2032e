import type { INodeParameters } from 'n8n-workflow';
import type { QueuedReply } from '../standin';
import { END, PING, START, text } from './faults/events';
import { question, startTestbed, type Testbed } from './testbed';

let testbed: Testbed;
beforeAll(async () => (testbed = await startTestbed()));
beforeEach(() => testbed.standIn.reset());
afterAll(async () => await testbed.close());

const haiku = { model: { __rl: true, mode: 'id', value: 'claude-haiku-4-5' } };
const hello = (options: INodeParameters) => ({ ...haiku, ...question('Hello'), options });

const STREAM = START + text('WHO') + PING + text('LE') + END;
const NAMELESS = STREAM.replaceAll(/^event:.*\n/gm, '');
const JSON_ANSWER = JSON.stringify({
	type: 'message',
	role: 'assistant',
	model: 'claude-haiku-4-5',
	content: [{ type: 'text', text: 'WHOLE' }],
	stop_reason: 'end_turn',
});

/** One reply and no other: who asks again gets the answer that is made up. */
async function textOf(reply: QueuedReply, options: INodeParameters) {
	testbed.standIn.queue(reply);
	const { answers, requests } = await testbed.ask(hello(options));
	return { text: answers[0]?.json.text, requests: requests.length };
}

const raw = (type: string, body: string): QueuedReply => ({
	kind: 'raw',
	status: 200,
	body,
	...(type === '' ? {} : { headers: { 'content-type': type } }),
});

describe.each(['always', 'never'])('with Streaming: %s', (streaming) => {
	test.each<[string, string, string]>([
		['a stream', 'text/event-stream', STREAM],
		['a stream', 'application/octet-stream', STREAM],
		['a stream', 'text/plain', STREAM],
		['a stream', 'application/json', STREAM],
		['a stream', '', STREAM],
		['a stream without names', 'text/event-stream', NAMELESS],
		['a stream without names', 'text/plain', NAMELESS],
		['a stream with CRLF', 'text/event-stream', STREAM.replaceAll('\n', '\r\n')],
		['a stream with CR', 'text/event-stream', STREAM.replaceAll('\n', '\r')],
		['a stream that ends in [DONE]', 'text/event-stream', `${NAMELESS}data: [DONE]\n\n`],
		['JSON', 'application/json', JSON_ANSWER],
		['JSON', 'text/event-stream', JSON_ANSWER],
		['JSON', 'application/octet-stream', JSON_ANSWER],
		['JSON', '', JSON_ANSWER],
	])('%s of the type %j is an answer, asked for once', async (_, type, body) => {
		expect(await textOf(raw(type, body), { streaming })).toEqual({ text: 'WHOLE', requests: 1 });
	});
});

test('a stream in single bytes is an answer too', async () => {
	const reply: QueuedReply = { kind: 'events', chunks: [...STREAM] };
	expect(await textOf(reply, { streaming: 'always' })).toEqual({ text: 'WHOLE', requests: 1 });
});

test('a stream that stays open behind its end is an answer as soon as it has ended', async () => {
	const reply: QueuedReply = { kind: 'events', chunks: [STREAM], end: 'hang' };
	const startedAt = Date.now();
	expect(await textOf(reply, { streaming: 'always' })).toEqual({ text: 'WHOLE', requests: 1 });
	expect(Date.now() - startedAt).toBeLessThan(15_000);
});

test('an answer without usage is an answer, with what it has', async () => {
	testbed.standIn.queue(raw('application/json', JSON_ANSWER));
	const { answers } = await testbed.ask(hello({ includeConversation: true }));
	expect(answers).toEqual([
		{
			json: {
				text: 'WHOLE',
				stop_reason: 'end_turn',
				model: 'claude-haiku-4-5',
				request_id: null,
				messages: [
					{ role: 'user', content: 'Hello' },
					{ role: 'assistant', content: 'WHOLE' },
				],
			},
			pairedItem: { item: 0 },
		},
	]);
});

test('an error in a stream without names is told, not taken for a broken connection', async () => {
	const error = { error: { type: 'invalid_request_error', message: 'Not with this gateway' } };
	testbed.standIn.queue(raw('text/event-stream', `data: ${JSON.stringify(error)}\n\n`));
	const { answers, requests } = await testbed.ask(hello({ streaming: 'always' }), {
		onError: 'continueRegularOutput',
	});
	expect(answers[0]?.json.error).toMatchObject({
		message: 'Not with this gateway',
		type: 'invalid_request_error',
	});
	expect(requests).toHaveLength(1);
});

describe('Stop Sequences and Beta Features as a list that an expression gives', () => {
	const item = { json: { list: ['END', 'STOP'] } };
	test.each([
		['in a row of the field', ['={{ $json.list }}'], ['END', 'STOP']],
		['instead of the rows', '={{ $json.list }}', ['END', 'STOP']],
		['in one row of two', ['={{ $json.list }}', 'x'], ['END', 'STOP', 'x']],
		['as a list within a list', '={{ [$json.list, "x"] }}', ['END', 'STOP', 'x']],
		['in code', ['={{ ["a", "b"] }}'], ['a', 'b']],
	])('%s', async (_, value, expected) => {
		const { requests } = await testbed.ask(
			hello({ stopSequences: value, betas: value } as INodeParameters),
			{ input: [item] },
		);
		expect(requests[0]?.body).toMatchObject({ stop_sequences: expected });
		expect(requests[0]?.headers['anthropic-beta']).toBe(expected.join(','));
	});

	test('objects are told', async () => {
		const { answers, requests } = await testbed.ask(hello({ stopSequences: ['={{ $json }}'] }), {
			input: [item],
			onError: 'continueRegularOutput',
		});
		expect(requests).toEqual([]);
		expect(answers[0]?.json.error).toMatchObject({
			message: `'Stop Sequences' takes texts, but it holds an object: {"list":["END","STOP"]}`,
			type: 'invalid_input',
		});
	});
});

describe('JSON of 100,000 levels is told with its field:', () => {
	const deep = `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`;
	test.each<[string, INodeParameters]>([
		['Messages (JSON)', { messagesInput: 'json', messagesJson: deep }],
		['Extra Body', { ...question('Hello'), options: { extraBody: deep } }],
		[
			'Input Schema',
			{ ...question('Hello'), outputFormat: 'json', schemaType: 'manual', inputSchema: deep },
		],
		['JSON Example', { ...question('Hello'), outputFormat: 'json', jsonSchemaExample: deep }],
	])('%s', async (label, parameters) => {
		const { answers, requests } = await testbed.ask(
			{ ...haiku, ...parameters },
			{ onError: 'continueRegularOutput' },
		);
		expect(requests).toEqual([]);
		expect(answers[0]?.json.error).toMatchObject({
			message: `'${label}' has more than 500 levels of lists and objects within each other, or holds itself`,
			type: 'invalid_input',
		});
	});

	test('500 levels are sent', async () => {
		const inside = `${'['.repeat(497)}${']'.repeat(497)}`;
		const { requests } = await testbed.ask({
			...haiku,
			...question('Hello'),
			options: { extraBody: `{"x":{"y":{"z":${inside}}}}` },
		});
		expect(JSON.stringify(requests[0]?.body)).toContain(inside);
	});

	test('an answer in JSON, of a schema that allows it, is told too', async () => {
		const lists = `${'['.repeat(501)}${']'.repeat(501)}`;
		testbed.standIn.queue(
			{ kind: 'text', text: lists },
			{ kind: 'text', text: lists.slice(1, -1) },
		);
		const { answers } = await testbed.ask(
			{
				...haiku,
				...question('Hello'),
				outputFormat: 'json',
				schemaType: 'manual',
				inputSchema: '{"type":"array","items":{"$ref":"#"}}',
			},
			{ onError: 'continueRegularOutput', input: [{ json: {} }, { json: {} }] },
		);
		const outcomes = answers.map(({ json }) => ('error' in json ? json.error : 'answered'));
		expect(outcomes).toHaveLength(2);
		expect(outcomes).toContain('answered');
		expect(outcomes).toContainEqual(
			expect.objectContaining({
				message: 'The answer has more than 500 levels',
				type: 'invalid_output',
			}),
		);
	});
});

test('a Timeout of less than a millisecond is told, as it would be none', async () => {
	const { answers, requests } = await testbed.ask(hello({ timeout: 0.0001 }), {
		onError: 'continueRegularOutput',
	});
	expect(requests).toEqual([]);
	expect(answers[0]?.json.error).toMatchObject({
		message: "'Timeout' takes a number of seconds from 0.001 to 2147483, but it is 0.0001",
	});
});
