import { networkFailure } from '../../../../nodes/shared/errors/networkFailure';

const broken = (code: unknown, cause?: unknown, more: object = {}) =>
	Object.assign(new Error('whatever the library says', { cause }), { code, ...more });

test.each([
	['ERR_CANCELED', 'canceled', 'The execution was stopped'],
	['ECONNABORTED', 'connection_timeout', 'did not answer in time'],
	['ETIMEDOUT', 'connection_timeout', 'did not answer in time'],
	['ENOTFOUND', 'connection_error', 'could not be found'],
	['EAI_AGAIN', 'connection_error', 'could not be found'],
	['ECONNREFUSED', 'connection_error', 'could not be reached'],
	['EHOSTUNREACH', 'connection_error', 'could not be reached'],
	['ECONNRESET', 'connection_error', 'The connection to api.example broke'],
	['ERR_INVALID_URL', 'invalid_input', 'is not an address'],
	['ERR_INVALID_CHAR', 'invalid_input', 'characters that no header may have'],
	['CERT_HAS_EXPIRED', 'connection_error', 'certificate of api.example is not trusted'],
	['DEPTH_ZERO_SELF_SIGNED_CERT', 'connection_error', 'certificate of api.example is not trusted'],
	['Z_BUF_ERROR', 'connection_error', 'The connection to api.example broke'],
	['Z_DATA_ERROR', 'invalid_response', 'The answer of api.example could not be unpacked'],
	['ERR__ERROR_FORMAT_PADDING_2', 'invalid_response', 'could not be unpacked'],
	['EBRANDNEW', 'connection_error', 'The request to api.example got no answer'],
])('%s means %s', (code, type, says) => {
	const failure = networkFailure(broken(code), 'api.example');
	expect(failure).toMatchObject({ type, errorCode: code, status: null, requestId: null });
	expect(failure.message).toContain(says);
	expect(failure.description).toMatch(/^[A-Z].*\.$/);
});

test.each<[string, unknown]>([
	['in the error', broken('ENOTFOUND')],
	['in its cause', broken(undefined, broken('ENOTFOUND'))],
	['two causes deep', broken(undefined, broken(undefined, broken('ENOTFOUND')))],
	['under another code', broken('ERR_NETWORK', broken('ENOTFOUND'))],
	['under a number', broken(7, broken('ENOTFOUND'))],
	['in the httpCode of n8n', broken(undefined, undefined, { httpCode: 'ENOTFOUND' })],
	['in a plain object', { code: 'ENOTFOUND' }],
	['beside a cause without a code', broken('ENOTFOUND', new Error('why'))],
	['beside a cause that is text', broken('ENOTFOUND', 'why')],
])('the code is found %s', (_, thrown) => {
	expect(networkFailure(thrown, 'api.example')).toMatchObject({
		type: 'connection_error',
		errorCode: 'ENOTFOUND',
		message: expect.stringContaining('could not be found'),
	});
});

test.each([
	['Z_DATA_ERROR', undefined],
	['ERR__ERROR_FORMAT_CL_SPACE', undefined],
	['Z_BUF_ERROR', {}],
])(
	'an answer that is packed wrong comes again, one that broke off may be whole: %s',
	(code, retry) => {
		expect(networkFailure(broken(code), 'api.example').retry).toEqual(retry);
	},
);

test('an error that is its own cause ends', () => {
	const error = broken('ECONNREFUSED');
	error.cause = error;
	expect(networkFailure(error, 'api.example').errorCode).toBe('ECONNREFUSED');
});

test('two errors that cause each other end', () => {
	const first = broken(undefined);
	const second = broken('ECONNREFUSED', first);
	first.cause = second;
	expect(networkFailure(first, 'api.example').errorCode).toBe('ECONNREFUSED');
});

test.each<[string, unknown]>([
	['nothing', undefined],
	['null', null],
	['text', 'boom'],
	['a number', 404],
	['a list', []],
	['an error without a code', new Error('boom')],
])('%s is still a failure of the connection', (_, thrown) => {
	expect(networkFailure(thrown, 'api.example')).toMatchObject({
		type: 'connection_error',
		errorCode: undefined,
		message: 'The request to api.example got no answer',
	});
});

test('what the library says does not decide, and does not come out', () => {
	const error = Object.assign(new Error('connect ECONNREFUSED https://user:secret@host'), {
		code: 'ETIMEDOUT',
	});
	const failure = networkFailure(error, 'api.example');
	expect(failure.type).toBe('connection_timeout');
	expect(`${failure.message} ${failure.description}`).not.toContain('secret');
});

test.each(['ECONNREFUSED', 'EBRANDNEW', undefined])(
	'where a node has advice of its own for %s, that is given',
	(code) => {
		const advice = () => "Check 'Host'.";
		expect(networkFailure(broken(code), 'mcp.example', advice).description).toBe("Check 'Host'.");
	},
);
