/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import * as fc from 'fast-check';
import { apiFailure } from '../../../../nodes/shared/errors/apiFailure';
import type { HttpAnswer } from '../../../../nodes/shared/errors/httpAnswer';
import type { Failure } from '../../../../nodes/shared/errors/failure';

const refused = (status: number, body: unknown, headers: HttpAnswer['headers'] = {}): Failure =>
	apiFailure({ status, headers, text: typeof body === 'string' ? body : JSON.stringify(body) });
const shown = ({ message, type, errorCode }: Failure) => ({ message, type, errorCode });

interface Row {
	of: string;
	status: number;
	body: unknown;
	headers?: HttpAnswer['headers'];
	says: string;
	type: string;
	code?: string;
}

const NGINX =
	'<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>nginx/1.25.3</center>\r\n</body>\r\n</html>\r\n';
const S3 =
	'<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>AccessDenied</Code><Message>Access &lt;Denied&gt;</Message><RequestId>4</RequestId></Error>';

const ROWS: Row[] = [
	{
		of: 'a text',
		status: 401,
		body: { error: 'Unauthorized' },
		says: 'Unauthorized',
		type: 'authentication_error',
	},
	{
		of: 'a detail',
		status: 403,
		body: { detail: 'Not in your plan' },
		says: 'Not in your plan',
		type: 'permission_error',
	},
	{
		of: "FastAPI's list of mistakes",
		status: 422,
		body: {
			detail: [
				{ loc: ['body', 'max_tokens'], msg: 'field required', type: 'value_error.missing' },
				{ loc: ['body', 'messages', 0], msg: 'not a dict', type: 'type_error' },
			],
		},
		says: 'body.max_tokens: field required; body.messages.0: not a dict',
		type: 'invalid_request_error',
	},
	{
		of: 'a message',
		status: 404,
		body: { message: 'no Route matched with those values' },
		says: 'no Route matched with those values',
		type: 'not_found_error',
	},
	{
		of: 'texts',
		status: 400,
		body: { errors: ['One.', 'Two.'] },
		says: 'One.; Two.',
		type: 'invalid_request_error',
	},
	{
		of: "Cloudflare's objects",
		status: 403,
		body: {
			success: false,
			result: null,
			messages: [],
			errors: [{ code: 10000, message: 'Authentication error' }],
		},
		says: 'Authentication error',
		type: 'permission_error',
		code: '10000',
	},
	{
		of: "Cloudflare's AI gateway",
		status: 400,
		body: { success: false, error: [{ code: 2001, message: 'Please configure AI Gateway' }] },
		says: 'Please configure AI Gateway',
		type: 'invalid_request_error',
		code: '2001',
	},
	{
		of: "a form's fields",
		status: 422,
		body: { errors: { model: ['is missing'], max_tokens: ['is too large', 'is odd'] } },
		says: 'model: is missing; max_tokens: is too large; is odd',
		type: 'invalid_request_error',
	},
	{
		of: 'OpenAI',
		status: 401,
		body: {
			error: {
				message: 'Incorrect API key provided',
				type: 'invalid_request_error',
				param: null,
				code: 'invalid_api_key',
			},
		},
		says: 'Incorrect API key provided',
		type: 'invalid_request_error',
		code: 'invalid_api_key',
	},
	{
		of: 'LiteLLM, which writes None and the status as a code',
		status: 429,
		body: {
			error: { message: 'Budget exceeded', type: 'None', param: 'None', code: '429' },
		},
		says: 'Budget exceeded',
		type: 'rate_limit_error',
	},
	{
		of: 'OpenRouter, with the words of the provider behind its own',
		status: 502,
		body: {
			error: {
				code: 502,
				message: 'Provider returned error',
				metadata: { provider_name: 'Anthropic', raw: '{"error":{"message":"Overloaded"}}' },
			},
			user_id: 'org_1',
		},
		says: 'Provider returned error: Overloaded',
		type: 'api_error',
	},
	{
		of: 'OpenRouter with status 200',
		status: 200,
		body: { error: { code: 429, message: 'Slow down' } },
		says: 'Slow down',
		type: 'rate_limit_error',
		code: '429',
	},
	{
		of: 'AWS, with a namespace',
		status: 400,
		body: {
			__type: 'com.amazonaws.bedrock#ValidationException',
			message: 'The provided model identifier is invalid.',
		},
		says: 'The provided model identifier is invalid.',
		type: 'invalid_request_error',
		code: 'ValidationException',
	},
	{
		of: 'AWS, with a capital and a header',
		status: 403,
		body: { Message: 'User is not authorized' },
		headers: { 'x-amzn-errortype': 'AccessDeniedException:http://internal.amazon.com/' },
		says: 'User is not authorized',
		type: 'permission_error',
		code: 'AccessDeniedException',
	},
	{
		of: 'Google',
		status: 400,
		body: { error: { code: 400, message: 'Invalid value', status: 'INVALID_ARGUMENT' } },
		says: 'Invalid value',
		type: 'invalid_request_error',
		code: 'INVALID_ARGUMENT',
	},
	{
		of: 'Google in a list',
		status: 429,
		body: [{ error: { code: 429, message: 'Quota exceeded', status: 'RESOURCE_EXHAUSTED' } }],
		says: 'Quota exceeded',
		type: 'rate_limit_error',
		code: 'RESOURCE_EXHAUSTED',
	},
	{
		of: 'problem details',
		status: 403,
		body: {
			type: 'https://example.com/probs/out-of-credit',
			title: 'Not enough credit.',
			detail: 'Your balance is 30, but that costs 50.',
			status: 403,
		},
		says: 'Your balance is 30, but that costs 50.',
		type: 'permission_error',
	},
	{
		of: 'problem details with a title alone',
		status: 503,
		body: { type: 'about:blank', title: 'Down for repairs', status: 503 },
		says: 'Down for repairs',
		type: 'api_error',
	},
	{
		of: 'OAuth',
		status: 401,
		body: { error: 'invalid_token', error_description: 'The token expired' },
		says: 'The token expired',
		type: 'authentication_error',
		code: 'invalid_token',
	},
	{
		of: 'Spring and Nest, with the name of the status beside it',
		status: 401,
		body: { statusCode: 401, error: 'Unauthorized', message: 'No token was given' },
		says: 'No token was given',
		type: 'authentication_error',
	},
	{
		of: 'vLLM',
		status: 400,
		body: { object: 'error', message: 'Too long', type: 'BadRequestError', code: 400 },
		says: 'Too long',
		type: 'BadRequestError',
	},
	{
		of: 'Apigee',
		status: 500,
		body: { fault: { faultstring: 'Rate limit quota violation', detail: {} } },
		says: 'Rate limit quota violation',
		type: 'api_error',
	},
	{
		of: 'a JSON text',
		status: 400,
		body: '"Nope"',
		says: 'Nope',
		type: 'invalid_request_error',
	},
	{
		of: 'JSON that breaks off',
		status: 500,
		body: '{"trace":[1,2],"message": "It \\"broke\\" \\u00e4t \\u00',
		says: 'It "broke" ät',
		type: 'api_error',
	},
	{
		of: 'an event',
		status: 529,
		body: 'event: error\ndata: {"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}\n\n',
		says: 'Overloaded',
		type: 'overloaded_error',
	},
	{
		of: 'nginx',
		status: 502,
		body: NGINX,
		says: '502 Bad Gateway',
		type: 'api_error',
	},
	{
		of: 'a page without a title, without its scripts',
		status: 500,
		body: '<!DOCTYPE html><style>b{}</style><body><!-- x > y --><script>alert("<b>no</b>")</script><h2></h2><p>Fran&ccedil;ais &amp; &#x41;&#66; &quot;5 < 6&quot;&nbsp;</p></body>',
		says: 'Fran&ccedil;ais & AB "5 < 6"',
		type: 'api_error',
	},
	{
		of: 'a page with a title that says nothing',
		status: 403,
		body: '<html><title>Error</title><h1>You shall <i>not</i> pass</h1></html>',
		says: 'You shall not pass',
		type: 'permission_error',
	},
	{
		of: 'XML',
		status: 403,
		body: S3,
		says: 'Access <Denied>',
		type: 'permission_error',
	},
	{
		of: 'SOAP',
		status: 500,
		body: '<s:Envelope><s:Body><s:Fault><faultcode>x</faultcode><faultstring xml:lang="en"><![CDATA[A & B failed]]></faultstring></s:Fault></s:Body></s:Envelope>',
		says: 'A & B failed',
		type: 'api_error',
	},
	{
		of: 'Envoy in plain text',
		status: 503,
		body: 'upstream connect error or disconnect/reset before headers.\r\n reset reason:\tconnection failure\u0007',
		says: 'upstream connect error or disconnect/reset before headers. reset reason: connection failure',
		type: 'api_error',
	},
];

test.each(ROWS)(
	'the reason of $of is the message',
	({ status, body, headers, says, type, code }) => {
		const failure = refused(status, body, headers);
		expect(shown(failure)).toEqual({ message: says, type, errorCode: code });
		expect(failure.status).toBe(status);
	},
);

test('an error of the API itself stays exactly as it is, however long and over how many lines', () => {
	const message = `tools.0:\n\t- ${'x'.repeat(3000)}`;
	const failure = refused(400, { type: 'error', error: { type: 'new_error', message } });
	expect(shown(failure)).toEqual({ message, type: 'new_error', errorCode: undefined });
	expect(failure.description).not.toContain('gateway');
});

test.each<[string, unknown]>([
	['nothing', ''],
	['blanks', ' \n'],
	['other JSON', { ok: false, code: 7 }],
	['an empty message', { error: { message: ' ' } }],
	['a message that is no text', { message: 7, error: { message: {} } }],
	['a null', 'null'],
	['a list of nothing', [[], {}]],
	['only marks', '<html>---</html>'],
	['compressed bytes', `\u001f\ufffd\u0008\u0000\ufffd\ufffd${'\ufffd\u0003'.repeat(40)}`],
])('%s gives no reason', (_, body) => {
	expect(refused(502, body).message).toBe(
		'The server answered with status 502 and no reason that the Messages API would give',
	);
});

test('a page that comes instead of an answer is named', () => {
	const headers = { 'content-type': 'text/html; charset=utf-8' };
	expect(refused(200, '<html><title>Sign in – Acme</title></html>', headers).message).toBe(
		'The server answered with something that is not JSON (text/html): Sign in – Acme',
	);
	expect(refused(200, { message: 'Welcome' }).message).toBe(
		'The server answered with JSON that is not what the Messages API sends: Welcome',
	);
});

test.each(['upstream timed out', '{"message":"upstream timed out"}', '"upstream timed out"'])(
	'the error event %s of a stream says why it ends',
	(text) => {
		const headers = { 'content-type': 'Text/Event-Stream; charset=utf-8' };
		expect(shown(refused(200, text, headers))).toEqual({
			message: 'upstream timed out',
			type: 'api_error',
			errorCode: undefined,
		});
	},
);

test('a long reason is cut between characters', () => {
	for (const before of ['x', 'xx']) {
		const { message } = refused(500, { message: before + '😀'.repeat(5000) });
		expect(message.length).toBeLessThanOrEqual(1000);
		expect(message).toMatch(/😀…$/u);
		expect(message).not.toMatch(/\p{Cs}/u);
	}
});

const key = fc.constantFrom(
	...['error', 'errors', 'message', 'Message', 'detail', 'msg', 'title', 'type', 'code', 'status'],
	...['metadata', 'raw', 'loc', '__type', 'details', 'request_id', '__proto__', 'constructor'],
);
const { tree } = fc.letrec((tie) => ({
	tree: fc.oneof(
		{ depthSize: 'small', withCrossShrink: true },
		fc.oneof(fc.string({ unit: 'binary' }), fc.integer(), fc.constantFrom(null, true, '', 'error')),
		fc.array(tie('tree'), { maxLength: 4 }),
		fc.dictionary(key, tie('tree'), { maxKeys: 4 }),
	),
}));
const markup = fc
	.array(
		fc.constantFrom(
			...[
				'<title>',
				'</title>',
				'<h1>',
				'<script>',
				'</script>',
				'<!--',
				'-->',
				'<![CDATA[',
				']]>',
			],
			...[
				'<',
				'>',
				'&',
				'&#x41;',
				'&#9999999;',
				'&#xD800;',
				'Words',
				'<message>',
				'data: {',
				'\u0000',
			],
		),
	)
	.map((pieces) => pieces.join(''));
const body = fc.oneof(
	tree.map((value) => JSON.stringify(value)),
	tree.chain((value) => fc.nat().map((n) => JSON.stringify(value).slice(0, n))),
	markup,
	markup.map((text) => `<${text}`),
	fc.string({ unit: 'binary' }),
	fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes).toString()),
);
const headers = fc.dictionary(
	fc.constantFrom('content-type', 'location', 'request-id', 'retry-after', 'x-amzn-errortype'),
	fc.oneof(fc.string(), fc.constant(['a', 'b']), fc.integer()),
);

test('whatever a server sends becomes a failure with words of a sane length', () => {
	fc.assert(
		fc.property(fc.integer({ min: 0, max: 999 }), headers, body, (status, some, text) => {
			const failure = apiFailure({ status, headers: some, text });
			const { message, type, errorCode = 'x', requestId } = failure;
			expect(message).toMatch(/[\p{L}\p{N}]/u);
			expect(message).not.toMatch(/[\p{Cs}\0\u202e]/u);
			expect(message.length).toBeLessThanOrEqual(1200);
			for (const name of [type, errorCode]) {
				expect(name).toMatch(/\S/);
				expect(name.length).toBeLessThanOrEqual(100);
			}
			expect((requestId ?? '').length).toBeLessThanOrEqual(200);
			expect(failure.description).toMatch(/^[A-Z].*\.$/s);
			expect(failure.status).toBe(status);
		}),
		{ numRuns: 1500 },
	);
});

/** Milliseconds of CPU, the best of three: others use this machine too. */
function cpu(work: () => unknown): number {
	const times = Array.from({ length: 3 }, () => {
		const before = process.cpuUsage();
		work();
		const { user, system } = process.cpuUsage(before);
		return (user + system) / 1000;
	});
	return Math.min(...times);
}

const MB5 = 5 * 1024 * 1024;
test.each([
	['a text', 'x'.repeat(MB5)],
	['blanks', ' '.repeat(MB5)],
	['a message', JSON.stringify({ message: 'x'.repeat(MB5) })],
	["the API's own error", `{"type":"error","error":{"message":"${'x'.repeat(MB5)}"}}`],
	['a page', `<html><title>${'<'.repeat(MB5)}`],
	['tags', '<a '.repeat(MB5 / 3)],
	['comments', '<!-- a -->'.repeat(MB5 / 10)],
	['names of elements', '<message:message'.repeat(MB5 / 16)],
	['entities', `<p>${'&#'.repeat(MB5 / 2)}`],
	['quotes', `{"error":"${'\\"'.repeat(MB5 / 2)}`],
	['colons', `{${'"message"   :'.repeat(MB5 / 14)}`],
	['brackets', '['.repeat(MB5)],
	['a list', `[${'[],'.repeat(MB5 / 3)}0]`],
	['events', 'data: {\n'.repeat(MB5 / 8)],
	[
		'errors',
		JSON.stringify({ errors: Array.from({ length: 200_000 }, () => ({ message: 'no' })) }),
	],
])('5 MB of %s cost less than 50 ms', (_, text) => {
	let message = '';
	expect(
		cpu(() => (message = apiFailure({ status: 500, headers: {}, text }).message)),
	).toBeLessThan(50);
	expect(message.length).toBeLessThanOrEqual(8000);
	expect(message.length).toBeGreaterThan(0);
});
