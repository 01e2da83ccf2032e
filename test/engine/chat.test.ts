import type { INodeParameters } from 'n8n-workflow';
import type { QueuedReply } from '../standin';
import { END, START, text } from './faults/events';
import { skipWaits } from './faults/quickWaits';
import { HAIKU, hello, items, says } from './chatBed';
import { listen, short } from './listening';
import { startTestbed, type Testbed } from './testbed';

let testbed: Testbed;
beforeAll(async () => (testbed = await startTestbed()));
beforeEach(() => testbed.standIn.reset());
afterEach(() => jest.restoreAllMocks());
afterAll(async () => await testbed.close());

const events = (...chunks: string[]): QueuedReply => ({ kind: 'events', chunks });
const reset = (...chunks: string[]): QueuedReply => ({ kind: 'events', chunks, end: 'reset' });

test('a short answer arrives while the server still speaks, chunk by chunk', async () => {
	testbed.standIn.queue({
		kind: 'events',
		chunks: [START, text('Hel'), { delayMs: 300 }, text('lo'), END],
	});
	const { chunks, answers } = await listen(testbed, hello());
	expect(short(chunks)).toEqual(['begin 0', 'item 0 Hel', 'item 0 lo', 'end 0']);
	const [request] = testbed.standIn.requests;
	expect(request?.body).toMatchObject({ stream: true, max_tokens: 100 });
	expect((request?.endedAt ?? 0) - (chunks[1]?.at ?? Infinity)).toBeGreaterThan(200);
	expect(answers).toMatchObject([{ json: { text: 'Hello' } }]);
});

test('the items come in order and whole, although ten of them are asked at once', async () => {
	testbed.standIn.queue(
		...Array.from(
			{ length: 20 },
			(_, number): QueuedReply => ({
				kind: 'delay',
				ms: (number * 37) % 83,
				when: ({ rawBody }) => rawBody.includes(`Number ${number}.`),
				then: { kind: 'stream', deltaDelayMs: 2 },
			}),
		),
	);
	const { chunks, answers } = await listen(testbed, hello({ concurrency: 10 }), {
		input: items(20),
	});
	expect(testbed.standIn.maxOpen).toBeGreaterThan(5);
	const order = chunks.map(({ metadata }) => metadata.itemIndex);
	expect(order).toEqual([...order].sort((a, b) => a - b));
	for (const [index, { json }] of answers.entries()) {
		const own = chunks.filter(({ metadata }) => metadata.itemIndex === index);
		const texts = own.slice(1, -1);
		expect([own.at(0)?.type, own.at(-1)?.type]).toEqual(['begin', 'end']);
		expect(texts.every(({ type }) => type === 'item')).toBe(true);
		expect(texts.map(({ content }) => content).join('')).toBe(json.text);
		expect(json.text).toContain(`Number ${index}.`);
	}
});

describe('a stream that breaks after text went out', () => {
	test('goes on where it was', async () => {
		skipWaits();
		testbed.standIn.queue(
			reset(START, text('Hel'), text('lo')),
			events(START, text('Hello wor'), text('ld'), END),
		);
		const { chunks, answers } = await listen(testbed, hello());
		expect(short(chunks)).toEqual([
			'begin 0',
			'item 0 Hel',
			'item 0 lo',
			'item 0  wor',
			'item 0 ld',
			'end 0',
		]);
		expect(answers).toMatchObject([{ json: { text: 'Hello world' } }]);
	});

	test('starts anew with another text, and the item has the last one', async () => {
		skipWaits();
		testbed.standIn.queue(reset(START, text('Hello')), events(START, text('Hi'), END));
		const { chunks, answers } = await listen(testbed, hello());
		expect(short(chunks)).toEqual([
			'begin 0',
			'item 0 Hello',
			'item 0 \n\n[The connection broke, and the answer starts anew.]\n\n',
			'item 0 Hi',
			'end 0',
		]);
		expect(answers).toMatchObject([{ json: { text: 'Hi' } }]);
	});

	test('and does not come again ends in an error', async () => {
		testbed.standIn.queue(reset(START, text('Hello')));
		const { chunks, answers } = await listen(testbed, hello({ maxRetries: 0 }), {
			onError: 'continueRegularOutput',
		});
		const { error } = answers[0]?.json ?? {};
		expect(short(chunks)).toEqual([
			'begin 0',
			'item 0 Hello',
			`error 0 ${Object(error).message}`,
			'end 0',
		]);
	});
});

describe('the prefill', () => {
	const prefilled = (options: INodeParameters) => hello(options, { prefill: '{"a":', ...HAIKU });

	test('is the first chunk', async () => {
		testbed.standIn.queue(says('1}'));
		const { chunks } = await listen(testbed, prefilled({}));
		expect(short(chunks)).toEqual(['begin 0', 'item 0 {"a":', 'item 0 1}', 'end 0']);
	});

	test('is not told where it is not included', async () => {
		testbed.standIn.queue(says('1}'));
		const { said } = await listen(testbed, prefilled({ includePrefill: false }));
		expect(said).toBe('1}');
	});
});

test('an answer that comes as JSON is told when it is there', async () => {
	const body = { type: 'message', role: 'assistant', content: [{ type: 'text', text: 'Hi' }] };
	testbed.standIn.queue({ kind: 'raw', status: 200, body: JSON.stringify(body) });
	const { chunks } = await listen(testbed, hello());
	expect(short(chunks)).toEqual(['begin 0', 'item 0 Hi', 'end 0']);
});
