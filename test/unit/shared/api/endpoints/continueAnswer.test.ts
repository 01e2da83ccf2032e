import type { ContentBlock, Message, Usage } from '@anthropic-ai/sdk/resources/messages';
import { createWholeMessage } from '../../../../../nodes/shared/api/endpoints/continueAnswer';
import { startRun } from '../../../../../nodes/shared/api/pacing/startRun';
import { answerOf, text, usage } from '../../../output/messages';
import { connectionTo, requestWith } from '../talking';

/** A server that gives these answers in turn, then the last one for ever. */
function answering(...messages: Message[]) {
	const bodies: unknown[] = [];
	const connection = connectionTo(({ body }) => {
		const index = bodies.length;
		bodies.push(typeof body === 'string' ? JSON.parse(body) : body);
		const message = messages[Math.min(index, messages.length - 1)];
		return { headers: { 'request-id': `req_${index + 1}` }, body: message };
	});
	return { connection, bodies };
}

async function ask(...messages: Message[]) {
	const { connection, bodies } = answering(...messages);
	const run = startRun({ concurrency: 1 });
	const { notes } = run;
	const continued: Array<[content: ContentBlock[], containerId?: string]> = [];
	const answer = await createWholeMessage(
		connection,
		requestWith({ first: true }),
		(...args) => {
			continued.push(args);
			return requestWith({ continued: continued.length });
		},
		run,
	);
	return { answer, bodies, continued, notes };
}

const message = (words: string, more: Partial<Message> = {}): Message =>
	answerOf([text(words)], { id: `msg_${words}`, ...more }).message;
const paused = (words: string, more: Partial<Message> = {}) =>
	message(words, { stop_reason: 'pause_turn', ...more });

test('an answer that is not paused is given as it came', async () => {
	const { answer, bodies } = await ask(message('A'));
	expect(answer).toEqual({ message: message('A'), requestId: 'req_1', calls: 1 });
	expect(bodies).toHaveLength(1);
});

test('paused turns are joined: the content of all, the rest of the last', async () => {
	const { answer, bodies } = await ask(
		paused('A'),
		paused('B'),
		message('C', { stop_reason: 'max_tokens' }),
	);
	expect(answer.requestId).toBe('req_3');
	expect(answer.message).toMatchObject({
		id: 'msg_C',
		stop_reason: 'max_tokens',
		content: [text('A'), text('B'), text('C')],
	});
	expect(bodies).toMatchObject([{ first: true }, { continued: 1 }, { continued: 2 }]);
});

test('each continuation sends all that came so far, and the container', async () => {
	const container = { id: 'container_1', expires_at: '2026-12-01T00:00:00Z', skills: null };
	const { continued } = await ask(paused('A', { container }), paused('B'), message('C'));
	expect(continued).toEqual([
		[[text('A')], 'container_1'],
		[[text('A'), text('B')], undefined],
	]);
});

describe('usage is that of all calls:', () => {
	const used = async (...counts: Array<Record<string, unknown>>) => {
		const messages = counts.map((more, index): Message => {
			const whole: Usage = Object.assign({ ...usage }, more);
			return index === counts.length - 1
				? message('A', { usage: whole })
				: paused('A', { usage: whole });
		});
		return (await ask(...messages)).answer.message.usage;
	};

	test.each<[string, Array<Record<string, unknown>>, Record<string, unknown>]>([
		[
			'counts are added',
			[
				{ input_tokens: 10, output_tokens: 1 },
				{ input_tokens: 20, output_tokens: 2 },
				{ input_tokens: 30, output_tokens: 3 },
			],
			{ input_tokens: 60, output_tokens: 6 },
		],
		[
			'null is nothing, wherever it stands',
			[
				{ cache_read_input_tokens: null, cache_creation_input_tokens: 7 },
				{ cache_read_input_tokens: 5, cache_creation_input_tokens: null },
				{ cache_read_input_tokens: null, cache_creation_input_tokens: null },
			],
			{ cache_read_input_tokens: 5, cache_creation_input_tokens: 7 },
		],
		[
			'counts within counts too',
			[
				{
					server_tool_use: { web_search_requests: 1, web_fetch_requests: 0 },
					cache_creation: { ephemeral_5m_input_tokens: 100, ephemeral_1h_input_tokens: 0 },
					output_tokens_details: null,
				},
				{
					server_tool_use: { web_search_requests: 2, web_fetch_requests: 3 },
					cache_creation: null,
					output_tokens_details: { thinking_tokens: 9 },
				},
			],
			{
				server_tool_use: { web_search_requests: 3, web_fetch_requests: 3 },
				cache_creation: { ephemeral_5m_input_tokens: 100, ephemeral_1h_input_tokens: 0 },
				output_tokens_details: { thinking_tokens: 9 },
			},
		],
		[
			'what is no count is that of the last call',
			[
				{ service_tier: 'priority', inference_geo: 'us' },
				{ service_tier: 'standard', inference_geo: 'global' },
			],
			{ service_tier: 'standard', inference_geo: 'global' },
		],
		[
			'counts of the future are kept',
			[
				{ moon_tokens: 1, of_first: 5 },
				{ moon_tokens: 2, of_last: 6 },
			],
			{ moon_tokens: 3, of_first: 5, of_last: 6 },
		],
	])('%s', async (_, counts, expected) => {
		expect(await used(...counts)).toMatchObject(expected);
	});

	test('null stays null where no call has a count', async () => {
		expect(await used({}, {})).toEqual({ ...usage, input_tokens: 24, output_tokens: 12 });
	});

	test('the tokens of the run are counted once for each call', async () => {
		const { notes } = await ask(paused('A'), message('B'));
		expect(notes.tokens).toEqual({ input: 24, output: 12 });
	});
});

test('a turn that stays paused is continued ten times, then given with a hint', async () => {
	const { answer, bodies, notes } = await ask(paused('A'));
	expect(bodies).toHaveLength(11);
	expect(answer.message.stop_reason).toBe('pause_turn');
	expect(answer.message.content).toHaveLength(11);
	expect(notes.hints()).toEqual([
		expect.objectContaining({
			message:
				'One answer was still paused after 10 continuations; stop_reason is pause_turn there',
		}),
	]);
});

test('a tenth continuation that ends the turn needs no hint', async () => {
	const pauses = Array.from({ length: 10 }, () => paused('A'));
	const { answer, bodies, notes } = await ask(...pauses, message('B'));
	expect(bodies).toHaveLength(11);
	expect(answer.message.stop_reason).toBe('end_turn');
	expect(notes.hints()).toEqual([]);
});
