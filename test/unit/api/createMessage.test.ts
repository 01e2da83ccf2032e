import type { Connection } from '../../../nodes/ClaudeMessages/api/connection';
import { createMessage } from '../../../nodes/ClaudeMessages/api/createMessage';
import { Lanes } from '../../../nodes/ClaudeMessages/api/lanes';
import { openAnswer } from '../../../nodes/ClaudeMessages/api/openAnswer';
import { RunNotes } from '../../../nodes/ClaudeMessages/api/runNotes';
import { apiFailure, type HttpAnswer } from '../../../nodes/ClaudeMessages/errors/apiFailure';
import { Failure } from '../../../nodes/ClaudeMessages/errors/failure';
import { writeBody } from '../../../nodes/ClaudeMessages/request/writeBody';
import { answerOf, text } from '../output/messages';

/** A server that gives one answer to everything. */
const answering = ({ status, headers, text: body }: HttpAnswer): Connection => ({
	request: async () => openAnswer({ statusCode: status, headers, body }, source),
	identity: 'the same',
	failureOf: apiFailure,
});
const source = { host: 'api.example', timeout: 1, giveUp: new AbortController() };
const run = () => ({
	lanes: new Lanes(1, undefined, true),
	notes: new RunNotes(),
	signal: undefined,
});

const send = async (status: number, body: unknown) =>
	await createMessage(
		answering({
			status,
			text: typeof body === 'string' ? body : JSON.stringify(body),
			headers: { 'content-type': 'application/json', 'request-id': 'req_1' },
		}),
		{
			body: writeBody({ model: 'claude-haiku-4-5', messages: [] }, []),
			apiVersion: '2023-06-01',
			betas: [],
			timeout: 1,
			stream: false,
			maxRetries: 0,
			facts: {},
		},
		run(),
	);

const { message } = answerOf([text('Hello')]);

test('a message is an answer, with its request ID', async () => {
	expect(await send(200, message)).toEqual({ message, requestId: 'req_1' });
});

test('blocks of the future are an answer', async () => {
	const future = { ...message, content: [{ type: 'hologram', depth: 3 }] };
	expect(await send(200, future)).toEqual({ message: future, requestId: 'req_1' });
});

test.each<[string, unknown]>([
	['no JSON', '<html>'],
	['nothing', ''],
	['null', 'null'],
	['a list', [message]],
	['another object', { ...message, type: 'completion' }],
	['a message without content', { ...message, content: undefined }],
	['a message whose content is text', { ...message, content: 'Hello' }],
	['a message with an empty block', { ...message, content: [null] }],
	['a message with text for a block', { ...message, content: ['Hello'] }],
	['a message with a block without a type', { ...message, content: [{ text: 'Hello' }] }],
])('%s with status 200 is no answer', async (_, body) => {
	const outcome = await send(200, body).catch((error: unknown) => error);
	expect(outcome).toBeInstanceOf(Failure);
	expect(outcome).toMatchObject({ type: 'invalid_response', status: 200, requestId: 'req_1' });
});

test.each([201, 299])('a message with status %d is an answer too', async (status) => {
	expect(await send(status, message)).toMatchObject({ message });
});

test.each([0, 199, 302, 400, 500])('a message with status %d is no answer', async (status) => {
	await expect(send(status, message)).rejects.toThrow(Failure);
});
