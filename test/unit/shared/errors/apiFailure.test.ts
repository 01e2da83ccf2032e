import { panelAdvice } from '../../../../nodes/ClaudeMessages/panel/advice';
import { apiFailure } from '../../../../nodes/shared/errors/apiFailure';
import { type HttpAnswer, requestIdOf } from '../../../../nodes/shared/errors/httpAnswer';

const answer = (status: number, text: string, headers: HttpAnswer['headers'] = {}) => ({
	status,
	text,
	headers,
});
const said = (error: unknown, more: object = {}) =>
	JSON.stringify({ type: 'error', error, ...more });
const HTML = '<!doctype html><title>Sign in</title>';

test("the API's own sentence, type, code, status and request ID come out", () => {
	const error = {
		type: 'invalid_request_error',
		message: 'messages: at least one message is required',
		details: { error_code: 'some_code', path: 'messages' },
	};
	const failure = apiFailure(answer(400, said(error), { 'request-id': 'req_1' }));
	expect({ ...failure, message: failure.message }).toMatchObject({
		message: 'messages: at least one message is required',
		type: 'invalid_request_error',
		errorCode: 'some_code',
		status: 400,
		requestId: 'req_1',
	});
});

test.each([
	[400, 'invalid_request_error', 'Change what the message names'],
	[401, 'authentication_error', 'Check the API key'],
	[402, 'billing_error', 'payment details'],
	[403, 'permission_error', 'may not use this model'],
	[404, 'not_found_error', 'Check every ID'],
	[408, 'timeout_error', 'too long'],
	[409, 'conflict_error', 'Run the item again'],
	[413, 'request_too_large', 'Send less in one request'],
	[429, 'rate_limit_error', 'rate limit of this API key'],
	[500, 'api_error', "fault on the server's side"],
	[503, 'api_error', "fault on the server's side"],
	[504, 'timeout_error', 'too long'],
	[529, 'overloaded_error', 'overloaded at the moment'],
])('status %d has the type %s, with or without the API behind it', (status, type, advice) => {
	const bodies = [
		'',
		HTML,
		'Bad Gateway',
		said({ message: 'No.' }),
		said({ type, message: 'No.' }),
	];
	for (const text of bodies) {
		const failure = apiFailure(answer(status, text));
		expect(failure).toMatchObject({ type, status });
		expect(failure.description).toContain(advice);
	}
});

test.each<[string, number, string, string]>([
	['an HTML page', 502, HTML, 'Sign in'],
	['an empty body', 500, '', 'The server answered with status 500 and no reason'],
	['JSON of a gateway', 400, '{"detail":"x"}', 'x'],
	['an error in text', 401, '{"error":"Unauthorized"}', 'Unauthorized'],
	['an error of a gateway', 429, '{"error":{"message":"Slow down"}}', 'Slow down'],
	['a body that is null', 500, 'null', 'status 500 and no reason'],
	['a body that is a list', 500, '[]', 'status 500 and no reason'],
	['a message that is no text', 400, said({ message: 7 }), 'status 400 and no reason'],
])('%s with an error status is told apart', (_, status, text, says) => {
	const failure = apiFailure(answer(status, text));
	expect(failure.message).toContain(says);
	expect(failure.status).toBe(status);
});

test.each<[string, string, HttpAnswer['headers'], string]>([
	['an HTML page', HTML, { 'content-type': 'text/html; charset=utf-8' }, 'not JSON (text/html)'],
	['nothing', '', {}, 'The server answered with nothing'],
	['white space', ' \n', {}, 'The server answered with nothing'],
	['text that is said to be JSON', 'oops', { 'content-type': 'application/json' }, 'not JSON'],
	['a page without a type', HTML, {}, 'something that is not JSON (no content type)'],
	['an empty object', '{}', {}, 'JSON that is not what the Messages API sends'],
	['a message without content', '{"type":"message"}', {}, 'JSON that is not what'],
	['null', 'null', {}, 'JSON that is not what'],
])('%s with status 200 is a failure', (_, text, headers, says) => {
	const failure = apiFailure(answer(200, text, headers));
	expect(failure).toMatchObject({ type: 'invalid_response', status: 200 });
	expect(failure.message).toContain(says);
});

test('JSON without its end is a connection that broke, and may be whole the next time', () => {
	const failure = apiFailure(answer(200, '{"type":"mess', { 'content-type': 'text/plain' }));
	expect(failure).toMatchObject({ type: 'connection_error', status: 200, retry: {} });
	expect(failure.message).toContain('broke before the whole answer had come');
});

test("an error of the API with status 200 is the API's", () => {
	const failure = apiFailure(answer(200, said({ type: 'overloaded_error', message: 'Busy' })));
	expect(failure).toMatchObject({ type: 'overloaded_error', status: 200, message: 'Busy' });
});

test.each<[string, HttpAnswer['headers'], string]>([
	['another host', { location: 'https://sso.example.com/login?token=s' }, 'to sso.example.com,'],
	['a path', { location: '/login' }, 'to another address,'],
	['nowhere', {}, 'to another address,'],
])('a redirect to %s is not followed, and only the host is named', (_, headers, says) => {
	const failure = apiFailure(answer(302, HTML, headers));
	expect(failure).toMatchObject({ type: 'redirect', status: 302 });
	expect(failure.message).toContain(says);
	expect(`${failure.message}${failure.description}`).not.toContain('token');
});

test.each(['enforced_spend_limit_reached', 'contract_spend_limit_reached'])(
	'%s is told apart from a rate limit',
	(error_code) => {
		const error = { type: 'rate_limit_error', message: 'Limit', details: { error_code } };
		const failure = apiFailure(answer(429, said(error)));
		expect(failure).toMatchObject({ type: 'rate_limit_error', errorCode: error_code });
		expect(failure.description).toContain('spend limit');
	},
);

test.each([
	['{"type":"error","error":{"type":"overloaded_error"}}', 'overloaded_error'],
	['{"type":"error"}', 'overloaded_error'],
])('an error without a sentence %s still has a type', (text, type) => {
	expect(apiFailure(answer(529, text)).type).toBe(type);
});

test.each([
	['what was prefilled', { prefilled: true, model: 'claude-x' }, "empty 'Prefill'"],
	['what was sampled', { sampling: true }, "'Temperature', 'Top P' and 'Top K'"],
])('a refused request is advised by %s', (_, facts, advice) => {
	const error = { type: 'invalid_request_error', message: 'No.' };
	const advised = (status: number, refused: object, known?: object) =>
		apiFailure(answer(status, said(refused)), {
			facts: known,
			advice: panelAdvice({ resource: 'message', operation: 'send' }),
		}).description;
	expect(advised(400, error, facts)).toContain(advice);
	expect(advised(400, error)).not.toContain(advice);
	expect(advised(500, { ...error, type: 'api_error' }, facts)).not.toContain(advice);
});

test.each<[string, HttpAnswer['headers'], object, string | null]>([
	['the header', { 'request-id': 'req_h' }, { request_id: 'req_b' }, 'req_h'],
	['the body', {}, { request_id: 'req_b' }, 'req_b'],
	['neither', {}, {}, null],
	['neither that is text', { 'request-id': ['a', 'b'] }, { request_id: 7 }, null],
])('the request ID comes from %s', (_, headers, more, requestId) => {
	const refused = answer(400, said({ type: 'x', message: 'No.' }, more), headers);
	expect(apiFailure(refused).requestId).toBe(requestId);
});

test('an answer without a request ID has none', () => {
	expect(requestIdOf(answer(200, ''))).toBeNull();
});
