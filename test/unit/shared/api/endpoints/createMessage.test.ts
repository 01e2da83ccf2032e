import { createMessage } from '../../../../../nodes/shared/api/endpoints/createMessage';
import { startRun } from '../../../../../nodes/shared/api/pacing/startRun';
import { Failure } from '../../../../../nodes/shared/errors/failure';
import { answerOf, text } from '../../../output/messages';
import { connectionTo, requestWith } from '../talking';

const send = async (status: number, body: unknown) =>
	await createMessage(
		connectionTo(() => ({ status, headers: { 'request-id': 'req_1' }, body })),
		requestWith(),
		startRun({ concurrency: 1 }),
	);

const { message } = answerOf([text('Hello')]);

test('a message is an answer, with its request ID', async () => {
	expect(await send(200, message)).toEqual({ message, requestId: 'req_1' });
});

test('a key that comes back as a request ID is hidden there', async () => {
	const headers = { 'request-id': 'req_secret' };
	const connection = {
		...connectionTo(() => ({ headers, body: message })),
		hide: (told: string) => told.replace('secret', '•••'),
	};
	const answer = await createMessage(connection, requestWith(), startRun({ concurrency: 1 }));
	expect(answer.requestId).toBe('req_•••');
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
	['a message whose content is a number', { ...message, content: 7 }],
	['a type and nothing else', { type: 'message' }],
	['a list and nothing else', { content: [] }],
	['text and nothing else', { content: 'Log in' }],
])('%s with status 200 is no answer', async (_, body) => {
	const outcome = await send(200, body).catch((error: unknown) => error);
	expect(outcome).toBeInstanceOf(Failure);
	expect(outcome).toMatchObject({ type: 'invalid_response', status: 200, requestId: 'req_1' });
});

test.each<[string, unknown, unknown[]]>([
	['as text', 'Hello', [text('Hello')]],
	['as one block', text('Hello'), [text('Hello')]],
	['as a list of texts', ['Hel', 'lo'], [text('Hel'), text('lo')]],
	['as a block without a type', [{ text: 'Hello' }], [text('Hello')]],
	['beside null', [null, text('Hello')], [text('Hello')]],
	['as null', null, []],
	['as nothing', undefined, []],
	['as empty text', '', []],
])('content that a gateway gives %s is a list of blocks', async (_, content, blocks) => {
	expect(await send(200, { ...message, content })).toEqual({
		message: { ...message, content: blocks },
		requestId: 'req_1',
	});
});

test('a message without a type is known by its blocks', async () => {
	expect(await send(200, { content: [text('Hello')] })).toEqual({
		message: { content: [text('Hello')] },
		requestId: 'req_1',
	});
});

test.each([201, 299])('a message with status %d is an answer too', async (status) => {
	expect(await send(status, message)).toMatchObject({ message });
});

test.each([0, 199, 302, 400, 500])('a message with status %d is no answer', async (status) => {
	await expect(send(status, message)).rejects.toThrow(Failure);
});
