import { ask, get, NEW_VERSION, post, refusal, useStandIn } from './testkit';

const standIn = useStandIn();
const PATH = '/v1/messages/batches';

async function create(body: unknown, headers: Record<string, string> = {}) {
	return await post(standIn(), body, headers, PATH);
}

function item(params: unknown = ask('Hello'), custom_id: unknown = 'a') {
	return { custom_id, params };
}

describe('a batch is refused at once', () => {
	const twice = 'requests.1.custom_id';
	it.each([
		['', 'The request body is not valid JSON', '{"requests": [{]}'],
		['', 'The request body is not valid JSON', '{"requests": [{},]}'],
		['', 'The request body is not valid JSON', '{"requests": [{"custom_id": a}]}'],
		['without requests', 'requests: Field required', {}],
		['with something else', 'metadata: Extra inputs', { requests: [item()], metadata: {} }],
		['with requests in one text', 'requests: ', { requests: 'all' }],
		['that is empty', 'requests: ', { requests: [] }],
		['whose item is a text', 'requests.0: ', { requests: ['a'] }],
		['without params', 'requests.0.params: Field', { requests: [{ custom_id: 'a' }] }],
		['whose params are a text', 'requests.0.params: ', { requests: [item('Hello')] }],
		['without an id', 'requests.1.custom_id: Field', { requests: [item(), { params: {} }] }],
		['with an empty id', 'requests.0.custom_id: ', { requests: [item({}, '')] }],
		['with a long id', 'requests.0.custom_id: ', { requests: [item({}, 'a'.repeat(65))] }],
		['with a space in an id', 'requests.0.custom_id: ', { requests: [item({}, 'a b')] }],
		['with a number as id', 'requests.0.custom_id: ', { requests: [item({}, 1)] }],
		['with an id twice', twice, { requests: [item(), item()] }],
		['with a stray field', 'requests.0.id: Extra', { requests: [{ ...item(), id: 1 }] }],
	])('%s (%s)', async (_, message, body) => {
		expect(await create(body)).toMatchObject(refusal(400, 'invalid_request_error', message));
		expect((await get(standIn(), PATH)).json).toMatchObject({ data: [] });
	});

	it('with more than 100,000 requests', async () => {
		const requests = Array.from({ length: 100_001 }, () => 0);
		const wrong = refusal(
			400,
			'invalid_request_error',
			'requests: List should have at most 100000',
		);
		expect(await create({ requests })).toMatchObject(wrong);
	});

	it('with more than 256 MB', async () => {
		const text = 'a'.repeat(256 * 1024 * 1024 + 1);
		expect(await create(text)).toMatchObject(refusal(413, 'request_too_large'));
	});

	it('in another encoding, or not as JSON', async () => {
		expect((await create({}, { 'content-type': 'text/plain' })).status).toBe(400);
		expect((await create({}, { 'anthropic-beta': 'unheard-of' })).status).toBe(400);
	});
});

describe('a request of a batch is refused by itself', () => {
	it.each([
		['stream', { stream: true }],
		['max_tokens', { max_tokens: 0 }],
		['speed', { model: 'claude-opus-5-5', speed: 'fast' }],
		['thread', { thread: { type: 'create' } }],
		['fallbacks', { fallbacks: 'default' }],
		['model', { model: 'claude-0' }],
		['temperature', { temperature: 1 }],
		['user_profile_id', { user_profile_id: 'other' }],
		['max_tokens', { max_tokens: 64_001 }],
		['messages', { messages: undefined }],
	])('for its %s', async (place, more) => {
		const betas = 'message-threads-2026-08-12,server-side-fallback-2026-07-01';
		const headers = { ...NEW_VERSION, 'anthropic-beta': betas, 'anthropic-user-profile-id': 'us' };
		const requests = [item(), item(ask('Hello', more), 'b')];
		const result = await resultOf('b', await create({ requests }, headers));
		const type = place === 'model' ? 'not_found_error' : 'invalid_request_error';
		expect(result).toEqual({
			type: 'errored',
			error: {
				type: 'error',
				error: { type, message: expect.stringMatching(new RegExp(`^${place}: `)) },
				request_id: expect.stringMatching(/^req_/),
			},
		});
	});

	it.each([
		{ stream: false, speed: null, user_profile_id: 'us' },
		{ max_tokens: 64_000, fallbacks: null },
	])('but not for %j', async (more) => {
		const headers = {
			'anthropic-user-profile-id': 'us',
			'anthropic-beta': 'server-side-fallback-2026-07-01',
		};
		const created = await create({ requests: [item(ask('Hello', more))] }, headers);
		expect(await resultOf('a', created)).toMatchObject({ type: 'succeeded' });
	});

	it('for more output than the model has, unless the beta allows it', async () => {
		const requests = [item(ask('Hello', { max_tokens: 300_000 }))];
		const beta = { 'anthropic-beta': 'output-300k-2026-03-24' };
		expect(await resultOf('a', await create({ requests }))).toMatchObject({ type: 'errored' });
		expect(await resultOf('a', await create({ requests }, beta))).toMatchObject({
			type: 'succeeded',
		});
		const single = await post(standIn(), ask('Hello', { max_tokens: 300_000 }), beta);
		expect(single.status).toBe(400);
	});

	it('and counted', async () => {
		const requests = [item(), item({}, 'b'), item({ stream: true }, 'c')];
		const { json } = await create({ requests });
		const batch = await get(standIn(), `${PATH}/${idIn(json)}`);
		expect(batch.json).toMatchObject({ request_counts: { succeeded: 1, errored: 2 } });
	});
});

async function resultOf(customId: string, { json }: { json: unknown }): Promise<unknown> {
	const response = await fetch(`${standIn().url}${PATH}/${idIn(json)}/results`, {
		headers: { 'x-api-key': 'sk-ant-stand-in', ...NEW_VERSION },
	});
	const lines = (await response.text()).trimEnd().split('\n');
	const results = lines.map((line): { custom_id: string; result: unknown } => JSON.parse(line));
	return results.find(({ custom_id: id }) => id === customId)?.result;
}

function idIn(json: unknown): string {
	expect(json).toMatchObject({ id: expect.any(String) });
	return typeof json === 'object' && json !== null && 'id' in json ? String(json.id) : '';
}
