import { createHash } from 'node:crypto';
import { ask, get, image, pdf, pdfFile, png, post, useStandIn } from '../testkit';
import type { Sample } from './sample';

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

const GREEN = png(8, 8, [0, 160, 0]);
const PAPER = pdfFile(2);
const SCHEMA = {
	type: 'object',
	properties: { colour: { enum: ['green', 'red'] } },
	required: ['colour'],
	additionalProperties: false,
};
const HOURS = {
	name: 'hours',
	description: 'Opening hours',
	input_schema: {
		type: 'object',
		properties: { day: { enum: ['Monday', 'Sunday'] } },
		required: ['day'],
	},
};

const sample = (
	number: number,
	turns: Sample['asked']['turns'],
	answer: Sample['answer'],
	system?: string[],
): Sample => ({ id: `msg_sample_test_${number}`, row: 1, asked: { turns, system }, answer });

const CALL = { tool: 'hours', input: { day: 'Monday' } };

const standIn = useStandIn({
	samples: [
		sample(1, [{ user: ['Hello'] }], ['Hello to you, too.']),
		sample(2, [{ user: ['Be brief: hello'] }], ['Hi.'], ['one word', 'no joke']),
		sample(
			3,
			[{ user: [{ image: sha256(GREEN) }, 'Which colour?'] }],
			[{ json: { colour: 'green' } }],
		),
		sample(
			4,
			[{ user: [{ document: sha256(PAPER) }, 'How long?'] }],
			['It has ', { text: 'two pages', cites: 'Page 2 of 2', page: 2 }, '.'],
		),
		sample(5, [{ user: ['Open on Monday?'] }], [CALL]),
		sample(
			6,
			[{ user: ['Open on Monday?'] }, { assistant: [CALL] }, { user: [{ result: 'closed' }] }],
			['No.'],
		),
		sample(7, [{ user: ['One or two?'] }, { assistant: ['I say'] }], [' two, of course']),
	],
});

const say = async (content: unknown, more: Record<string, unknown> = {}) =>
	(await post(standIn(), ask(content, more))).json;

const format = (schema: unknown) => ({
	output_config: { format: { type: 'json_schema', schema } },
});
const isNoSample = { id: expect.stringMatching(/^msg_01StandIn/) };

describe('a sample answer', () => {
	it('is given to the request that it was written for, and its id says that it is one', async () => {
		expect(await say('Hello')).toMatchObject({
			id: 'msg_sample_test_1',
			content: [{ type: 'text', text: 'Hello to you, too.' }],
			stop_reason: 'end_turn',
			usage: { input_tokens: 2, output_tokens: 5 },
		});
	});

	it('is not given when the text is another, and what arrived is told instead', async () => {
		expect(await say('Hello!')).toMatchObject({
			...isNoSample,
			content: [{ text: 'You asked: "Hello!"' }],
		});
	});

	it('is not given when something was said before or stands beside', async () => {
		const before = [
			{ role: 'user', content: 'Hi' },
			{ role: 'assistant', content: 'Hi' },
			{ role: 'user', content: 'Hello' },
		];
		expect(await say('', { messages: before })).toMatchObject(isNoSample);
		expect(await say([{ type: 'text', text: 'Hello' }, image(GREEN)])).toMatchObject(isNoSample);
	});

	it('wants the system prompt that it was written for', async () => {
		const text = 'Be brief: hello';
		const id = 'msg_sample_test_2';
		expect(await say(text, { system: 'Say one word and no joke.' })).toMatchObject({ id });
		expect(await say(text, { system: 'Say one word.' })).toMatchObject(isNoSample);
		expect(await say(text)).toMatchObject(isNoSample);
		expect(await say('Hello', { system: 'Say one word and no joke.' })).toMatchObject(isNoSample);
	});

	it('wants every byte of an image, and the schema that it fits', async () => {
		const question = { type: 'text', text: 'Which colour?' };
		expect(await say([image(GREEN), question], format(SCHEMA))).toMatchObject({
			id: 'msg_sample_test_3',
			content: [{ text: '{"colour":"green"}' }],
		});
		const other = Buffer.concat([GREEN, Buffer.from('\n')]);
		expect(await say([image(other), question], format(SCHEMA))).toMatchObject(isNoSample);
		expect(await say([image(GREEN), question])).toMatchObject(isNoSample);
		const french = { ...SCHEMA, properties: { colour: { enum: ['vert', 'rouge'] } } };
		expect(await say([image(GREEN), question], format(french))).toMatchObject(isNoSample);
	});

	it('is prose where no schema is asked for', async () => {
		expect(await say('Hello', format(SCHEMA))).toMatchObject(isNoSample);
	});

	it('cites the page of a document whose citations are on', async () => {
		const document = { ...pdf(PAPER), title: 'Paper', citations: { enabled: true } };
		const question = { type: 'text', text: 'How long?' };
		expect(await say([document, question])).toMatchObject({
			id: 'msg_sample_test_4',
			content: [
				{ text: 'It has ', citations: null },
				{
					text: 'two pages',
					citations: [
						{
							type: 'page_location',
							cited_text: 'Page 2 of 2',
							document_index: 0,
							document_title: 'Paper',
							start_page_number: 2,
							end_page_number: 3,
							file_id: null,
						},
					],
				},
				{ text: '.', citations: null },
			],
		});
		expect(await say([pdf(PAPER), question])).toMatchObject(isNoSample);
	});

	it('knows a document by its bytes when the request names an uploaded file', async () => {
		const of = (bytes: Buffer) => {
			const id = standIn().addFile({ filename: 'a.pdf', mimeType: 'application/pdf', bytes });
			const source = { type: 'file', file_id: id };
			const document = { type: 'document', source, citations: { enabled: true } };
			return [document, { type: 'text', text: 'How long?' }];
		};
		expect(await say(of(PAPER))).toMatchObject({ id: 'msg_sample_test_4' });
		expect(await say(of(pdfFile(3)))).toMatchObject(isNoSample);
	});

	it('calls a tool that is there, and goes on when its result is the one it was written for', async () => {
		const tools = [HOURS];
		const asked = await say('Open on Monday?', { tools });
		expect(asked).toMatchObject({
			id: 'msg_sample_test_5',
			content: [{ type: 'tool_use', name: 'hours', input: { day: 'Monday' } }],
			stop_reason: 'tool_use',
		});
		const [call] = Object(asked).content;
		const told = async (content: string) =>
			await say('', {
				tools,
				messages: [
					{ role: 'user', content: 'Open on Monday?' },
					{ role: 'assistant', content: [call] },
					{ role: 'user', content: [{ type: 'tool_result', tool_use_id: call.id, content }] },
				],
			});
		expect(await told('closed')).toMatchObject({
			id: 'msg_sample_test_6',
			content: [{ text: 'No.' }],
		});
		expect(await told('10 to 6')).toMatchObject(isNoSample);
	});

	it('calls no tool that is not there, must not be called, or takes another input', async () => {
		const on = async (more: Record<string, unknown>) => await say('Open on Monday?', more);
		expect(await on({})).toMatchObject(isNoSample);
		expect(await on({ tools: [{ ...HOURS, name: 'times' }] })).toMatchObject(isNoSample);
		const forbidden = { tools: [HOURS], tool_choice: { type: 'none' } };
		expect(await on(forbidden)).toMatchObject(isNoSample);
		const input_schema = { type: 'object', properties: { day: { type: 'integer' } } };
		expect(await on({ tools: [{ ...HOURS, input_schema }] })).toMatchObject(isNoSample);
	});

	it('goes on where a prefill ends, and is cut like any answer', async () => {
		const messages = [
			{ role: 'user', content: 'One or two?' },
			{ role: 'assistant', content: 'I say' },
		];
		expect(await say('', { messages, max_tokens: 1 })).toMatchObject({
			id: 'msg_sample_test_7',
			content: [{ text: ' two' }],
			stop_reason: 'max_tokens',
			usage: { output_tokens: 1 },
		});
		expect(await say('One or two?')).toMatchObject(isNoSample);
	});

	it('is what a request of a batch gets, too', async () => {
		const requests = [{ custom_id: 'a', params: ask('Hello') }];
		const { json } = await post(standIn(), { requests }, {}, '/v1/messages/batches');
		const path = `/v1/messages/batches/${Object(json).id}/results`;
		expect((await get(standIn(), path)).json).toMatchObject({
			result: { message: { id: 'msg_sample_test_1', content: [{ text: 'Hello to you, too.' }] } },
		});
	});
});
