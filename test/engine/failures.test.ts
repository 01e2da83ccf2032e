import type { INodeParameters } from 'n8n-workflow';
import { startStandIn } from '../standin';
import type { QueuedReply } from '../standin';
import { API_KEY, question, startTestbed, type Testbed } from './testbed';

let testbed: Testbed;
beforeAll(async () => (testbed = await startTestbed()));
beforeEach(() => testbed.standIn.reset());
afterAll(async () => await testbed.close());

/** Every attempt is the last one here; what is tried again is shown in faults.test.ts. */
const once = { maxRetries: 0 };
const haiku = { model: { __rl: true, mode: 'id', value: 'claude-haiku-4-5' } };
const hello = { ...question('Hello'), options: once };
const html = { 'content-type': 'text/html; charset=utf-8' };

interface Row {
	when: string;
	reply: QueuedReply;
	parameters?: INodeParameters;
	error: { message: string; type: string; status: number | null; error_code?: string };
	advises: string;
	/** The answer carries no request ID, because the API never spoke. */
	anonymous?: true;
}

/** A refusal in the API's own form. */
function refused(
	when: string,
	[status, type]: [number, string],
	advises: string,
	more: {
		details?: Record<string, unknown>;
		parameters?: INodeParameters;
		error_code?: string;
	} = {},
): Row {
	const message = `the API's own words about ${type}`;
	const { details, parameters, error_code } = more;
	return {
		when,
		reply: { kind: 'error', status, type, message, details },
		parameters,
		error: {
			message:
				type === 'authentication_error' ? `The API does not accept the key: ${message}` : message,
			type,
			status,
			...(error_code === undefined ? {} : { error_code }),
		},
		advises,
	};
}

const ROWS: Row[] = [
	refused(
		'the request is invalid',
		[400, 'invalid_request_error'],
		'Change what the message names',
	),
	refused('the key is wrong', [401, 'authentication_error'], 'Check the API key'),
	refused('the bill is not paid', [402, 'billing_error'], 'payment details'),
	refused('the key may not do this', [403, 'permission_error'], 'have access granted'),
	refused('the model is unknown', [404, 'not_found_error'], "Check the 'Model'"),
	refused('something else changed it', [409, 'conflict_error'], 'at the same time'),
	refused('the request is too large', [413, 'request_too_large'], 'fewer or smaller images'),
	refused('the rate limit is reached', [429, 'rate_limit_error'], 'The rate limit of this API key'),
	refused('the spend limit is reached', [429, 'rate_limit_error'], 'The spend limit', {
		details: { error_code: 'enforced_spend_limit_reached' },
		error_code: 'enforced_spend_limit_reached',
	}),
	refused('the API has a fault', [500, 'api_error'], "on the server's side"),
	refused('the API took too long', [504, 'timeout_error'], "lower 'Max Tokens'"),
	refused('the API is overloaded', [529, 'overloaded_error'], 'overloaded at the moment'),
	refused(
		'the API has a new type of error',
		[418, 'teapot_error'],
		'Change what the message names',
	),
	refused('a prefilled request is refused', [400, 'invalid_request_error'], "empty 'Prefill'", {
		parameters: {
			...hello,
			prefill: 'Hi',
			model: { __rl: true, mode: 'id', value: 'claude-next' },
		},
	}),
	refused(
		'a request with sampling is refused',
		[400, 'invalid_request_error'],
		"'Temperature', 'Top P'",
		{
			parameters: { ...hello, ...haiku, options: { ...once, temperature: 0.2 } },
		},
	),
	{
		when: 'a login page comes with status 200',
		reply: { kind: 'raw', status: 200, headers: html, body: '<html>Log in</html>' },
		error: {
			message: 'The server answered with something that is not JSON (text/html): Log in',
			type: 'invalid_response',
			status: 200,
		},
		advises: 'login page between n8n and the API',
		anonymous: true,
	},
	{
		when: 'nothing comes with status 200',
		reply: { kind: 'raw', status: 200, body: '' },
		error: { message: 'The server answered with nothing', type: 'invalid_response', status: 200 },
		advises: "Check the 'Base URL'",
		anonymous: true,
	},
	{
		when: 'the JSON breaks off',
		reply: {
			kind: 'raw',
			status: 200,
			headers: { 'content-type': 'application/json' },
			body: '{"type":"message","content":[{"ty',
		},
		error: {
			message: 'The connection broke before the whole answer had come: its JSON has no end',
			type: 'connection_error',
			status: 200,
		},
		advises: 'Run the item again',
		anonymous: true,
	},
	{
		when: 'other JSON comes with status 200',
		reply: {
			kind: 'raw',
			status: 200,
			headers: { 'content-type': 'application/json' },
			body: '{"ok":true}',
		},
		error: {
			message: 'The server answered with JSON that is not what the Messages API sends',
			type: 'invalid_response',
			status: 200,
		},
		advises: "Check the 'Base URL'",
		anonymous: true,
	},
	{
		when: 'an error comes with status 200',
		reply: {
			kind: 'raw',
			status: 200,
			headers: { 'content-type': 'application/json' },
			body: '{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}',
		},
		error: { message: 'Overloaded', type: 'overloaded_error', status: 200 },
		advises: 'overloaded at the moment',
		anonymous: true,
	},
	{
		when: 'a proxy shows its error page',
		reply: { kind: 'raw', status: 502, headers: html, body: '<html>Bad gateway</html>' },
		error: { message: 'Bad gateway', type: 'api_error', status: 502 },
		advises: 'If a gateway or proxy is used, check it',
		anonymous: true,
	},
	{
		when: 'a proxy refuses the key without the words of the API',
		reply: { kind: 'raw', status: 401, body: 'Unauthorized' },
		error: { message: 'Unauthorized', type: 'authentication_error', status: 401 },
		advises: 'Check the API key',
		anonymous: true,
	},
	{
		when: 'a status comes without any words',
		reply: { kind: 'raw', status: 403, body: '' },
		error: {
			message: 'The server answered with status 403 and no reason that the Messages API would give',
			type: 'permission_error',
			status: 403,
		},
		advises: 'If a gateway or proxy is used, check it',
		anonymous: true,
	},
	{
		when: 'a gateway gives its reason as text',
		reply: {
			kind: 'raw',
			status: 429,
			headers: { 'content-type': 'application/json' },
			body: '{"error":"Budget of team red is used up"}',
		},
		error: { message: 'Budget of team red is used up', type: 'rate_limit_error', status: 429 },
		advises: 'The rate limit of this API key',
		anonymous: true,
	},
	{
		when: "a gateway gives its reason in OpenAI's shape",
		reply: {
			kind: 'raw',
			status: 401,
			headers: { 'content-type': 'application/json' },
			body: '{"error":{"message":"No such virtual key","type":"auth_error","param":null,"code":"bad_key"}}',
		},
		error: {
			message: 'No such virtual key',
			type: 'auth_error',
			error_code: 'bad_key',
			status: 401,
		},
		advises: 'Check the API key',
		anonymous: true,
	},
	{
		when: 'the server redirects',
		reply: {
			kind: 'raw',
			status: 307,
			headers: { location: 'https://elsewhere.example/v1/messages?token=secret' },
			body: '',
		},
		error: {
			message: 'The server redirects to elsewhere.example, and the node does not follow',
			type: 'redirect',
			status: 307,
		},
		advises: 'carry the API key to another address',
		anonymous: true,
	},
	{
		when: 'the connection breaks before the answer',
		reply: { kind: 'reset' },
		error: {
			message: expect.stringMatching(
				/^The connection to 127\.0\.0\.1:\d+ broke before the whole answer had come$/,
			),
			type: 'connection_error',
			status: null,
			error_code: 'ECONNRESET',
		},
		advises: 'check the network',
		anonymous: true,
	},
];

describe.each(ROWS)('when $when', ({ reply, parameters = hello, error, advises, anonymous }) => {
	test('the failed item says what happened, what to do, and the request ID', async () => {
		testbed.standIn.queue(reply);
		const { answers, requests } = await testbed.ask(parameters, {
			onError: 'continueRegularOutput',
		});
		expect(answers).toEqual([
			{
				json: {
					error: {
						...error,
						description: expect.stringContaining(advises),
						request_id: anonymous ? null : expect.stringMatching(/^req_/),
					},
				},
				pairedItem: { item: 0 },
			},
		]);
		expect(requests).toHaveLength(1);
	});
});

test('the wrong key is asked about once, not twice', async () => {
	const { answers, requests } = await testbed.ask(hello, {
		credential: { apiKey: 'sk-ant-wrong' },
		onError: 'continueRegularOutput',
	});
	expect(answers[0]?.json.error).toMatchObject({ type: 'authentication_error', status: 401 });
	expect(requests).toHaveLength(1);
});

test('a redirect never carries the key to another host', async () => {
	const other = await startStandIn();
	const location = `${other.url}/v1/messages`;
	testbed.standIn.queue({ kind: 'raw', status: 307, headers: { location }, body: '' });
	const { error } = await testbed.ask(hello);
	expect(error).toMatchObject({ name: 'NodeApiError', httpCode: '307' });
	expect(other.requests).toEqual([]);
	await other.close();
});

test('an unreachable server is told from a wrong address', async () => {
	const gone = await startStandIn();
	await gone.close();
	const failureAt = async (baseUrl: string) => {
		const { answers } = await testbed.ask(hello, {
			credential: { baseUrl },
			onError: 'continueRegularOutput',
		});
		return answers[0]?.json.error;
	};
	expect(await failureAt(gone.url)).toEqual({
		message: `${new URL(gone.url).host} could not be reached`,
		description: expect.stringContaining('host and port'),
		type: 'connection_error',
		error_code: 'ECONNREFUSED',
		status: null,
		request_id: null,
	});
	expect(await failureAt('http://nowhere.invalid')).toMatchObject({
		message: 'nowhere.invalid could not be found',
		type: 'connection_error',
	});
	expect(await failureAt('nowhere')).toMatchObject({
		message: "The 'Base URL' of the credential is not an address",
		type: 'invalid_input',
	});
});

test('silence for longer than Timeout is given up', async () => {
	testbed.standIn.queue({ kind: 'delay', ms: 2000, then: { kind: 'text', text: 'late' } });
	const { answers } = await testbed.ask(
		{ ...hello, options: { ...once, timeout: 0.1 } },
		{ onError: 'continueRegularOutput' },
	);
	expect(answers[0]?.json.error).toEqual({
		message: `${new URL(testbed.standIn.url).host} did not answer in time`,
		description: expect.stringContaining("Raise the option 'Timeout'"),
		type: 'connection_timeout',
		error_code: 'ECONNABORTED',
		status: null,
		request_id: null,
	});
});

describe('when the second of three items is refused', () => {
	const input = ['One?', 'Two?', 'Three?'].map((text) => ({ json: { text } }));
	const parameters = { ...question('={{ $json.text }}'), options: { ...once, concurrency: 1 } };
	beforeEach(() =>
		testbed.standIn.queue({
			kind: 'error',
			status: 529,
			type: 'overloaded_error',
			message: 'Overloaded',
			when: ({ rawBody }) => rawBody.includes('Two?'),
		}),
	);
	const failed = {
		message: 'Overloaded',
		description: expect.stringContaining('Run the item again later'),
		type: 'overloaded_error',
		status: 529,
		request_id: expect.stringMatching(/^req_/),
	};

	test('Stop ends the run with the words of the API, the item, and how many were answered', async () => {
		const { answers, error, requests } = await testbed.ask(parameters, { input });
		expect(answers).toEqual([]);
		expect(error).toMatchObject({
			name: 'NodeApiError',
			message: 'Overloaded',
			httpCode: '529',
			context: { itemIndex: 1 },
		});
		expect(error?.description).toMatch(
			/Run the item again later.* Request ID: req_\S+\. Items answered before: 1 of 3\. n8n does not keep them, and they are paid for again when this execution is retried\. .*'Continue'.*'Loop Over Items' node\.$/,
		);
		expect(requests).toHaveLength(2);
	});

	test('Continue gives the failed item beside the answered ones, in order', async () => {
		const { answers } = await testbed.ask(parameters, { input, onError: 'continueRegularOutput' });
		expect(answers).toEqual([
			{ json: expect.objectContaining({ stop_reason: 'end_turn' }), pairedItem: { item: 0 } },
			{ json: { error: failed }, pairedItem: { item: 1 } },
			{ json: expect.objectContaining({ stop_reason: 'end_turn' }), pairedItem: { item: 2 } },
		]);
	});

	test('Continue (using error output) sends it to the error branch with its input', async () => {
		const { answers, errors } = await testbed.ask(parameters, {
			input,
			onError: 'continueErrorOutput',
		});
		expect(answers.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 2 }]);
		expect(errors).toEqual([{ json: { text: 'Two?', error: failed }, pairedItem: { item: 1 } }]);
	});
});

test('no secret comes out, even when a gateway echoes it', async () => {
	const secrets = ['sk-ant-echo-me', 'gateway-token'];
	testbed.standIn.queue({
		kind: 'error',
		status: 400,
		type: 'invalid_request_error',
		message: `x-api-key was ${secrets[0]} and x-gateway was ${secrets[1]}`,
	});
	const credential = {
		apiKey: `${secrets[0]}\n`,
		header: true,
		headerName: 'x-gateway',
		headerValue: secrets[1] ?? '',
	};
	for (const onError of ['continueRegularOutput', 'stopWorkflow'] as const) {
		const { run, requests } = await testbed.ask(hello, { credential, onError });
		expect(requests[0]?.headers).toMatchObject({
			'x-api-key': secrets[0],
			'x-gateway': secrets[1],
		});
		const everything = JSON.stringify(run.data);
		for (const secret of secrets) expect(everything).not.toContain(secret);
		testbed.standIn.queue({
			kind: 'raw',
			status: 401,
			body: `{"error":{"message":"bad key ${secrets[0]}"}}`,
		});
	}
});

test.each(['stopWorkflow', 'continueRegularOutput'] as const)(
	'a refusal that repeats the key shows none of it on %s',
	async (onError) => {
		testbed.standIn.queue({
			kind: 'message',
			message: {
				stop_reason: 'refusal',
				stop_details: {
					type: 'refusal',
					category: 'cyber',
					explanation: `Because of ${API_KEY} and ${encodeURIComponent(API_KEY)}`,
				},
			},
		});
		const { error, run } = await testbed.ask(question('Hello'), { onError });
		expect(JSON.stringify({ error, message: error?.message, run })).not.toContain(API_KEY);
	},
);
