import { request } from 'undici';
import { ask, get, post, send, useStandIn } from './testkit';

const standIn = useStandIn();

async function control(method: 'GET' | 'POST', name: string, body?: unknown) {
	const response = await request(`${standIn().url}/__standin/${name}`, {
		method,
		body: body === undefined ? null : JSON.stringify(body),
	});
	const json: unknown = await response.body.json();
	return { status: response.statusCode, json };
}

describe('another process', () => {
	it('queues replies and reads the requests', async () => {
		expect(
			await control('POST', 'queue', [
				{ kind: 'text', text: 'from outside' },
				{ kind: 'error', status: 529, type: 'overloaded_error', message: 'Busy' },
			]),
		).toEqual({ status: 200, json: { queued: 2 } });
		expect((await post(standIn(), ask('Hello'))).json).toMatchObject({
			content: [{ text: 'from outside' }],
		});
		expect((await post(standIn(), ask('Hello'))).status).toBe(529);
		expect(await control('GET', 'requests')).toMatchObject({
			status: 200,
			json: { requests: [{ path: '/v1/messages', body: ask('Hello') }, {}] },
		});
	});

	it('queues a single reply without an array', async () => {
		await control('POST', 'queue', { kind: 'delay', ms: 1, then: { kind: 'text', text: 'one' } });
		expect((await post(standIn(), ask('Hello'))).json).toMatchObject({
			content: [{ text: 'one' }],
		});
	});

	it('queues streams and faults', async () => {
		const chunks = ['event: ping\n', { delayMs: 1 }, 'data: {}\n\n'];
		await control('POST', 'queue', [
			{ kind: 'events', chunks, end: 'close' },
			{ kind: 'gzip', then: { kind: 'text', text: 'zipped' } },
		]);
		expect(await (await send(standIn(), ask('Hello'))).body.text()).toBe(
			'event: ping\ndata: {}\n\n',
		);
		const { headers } = await send(standIn(), ask('Hello'));
		expect(headers['content-encoding']).toBe('gzip');
	});

	it('sets the limit and the latency, and reads the counts', async () => {
		expect((await control('POST', 'limit', { perSecond: 0.5, burst: 1 })).status).toBe(200);
		expect((await control('POST', 'latency', { ms: 3 })).status).toBe(200);
		expect(standIn().latencyMs).toBe(3);
		await post(standIn(), ask('Hello'));
		expect((await post(standIn(), ask('Hello'))).status).toBe(429);
		expect(await control('GET', 'counts')).toMatchObject({
			status: 200,
			json: { count: 2, maxOpen: 1, limits: { granted: 1, refused: 1 } },
		});
		expect((await control('POST', 'limit', { perSecond: 1 })).status).toBe(400);
		expect((await control('POST', 'latency', {})).status).toBe(400);
	});

	it('stores files and locks MCP servers', async () => {
		const file = { filename: 'a.txt', mimeType: 'text/plain', base64: 'YQ==' };
		expect(await control('POST', 'file', { ...file, id: 'file_a' })).toEqual({
			status: 200,
			json: { id: 'file_a' },
		});
		expect((await get(standIn(), '/v1/files/file_a')).json).toMatchObject({ size_bytes: 1 });
		const lock = { url: 'https://mcp.example.com/', token: 'secret' };
		expect((await control('POST', 'mcp-token', lock)).status).toBe(200);
		expect((await control('POST', 'file', { ...file, bytes: 'a' })).status).toBe(400);
		expect((await control('POST', 'mcp-token', { url: '' })).status).toBe(400);
	});

	it('resets', async () => {
		standIn().queue({ kind: 'text', text: 'forgotten' });
		await post(standIn(), ask(''));
		expect((await control('POST', 'reset')).status).toBe(200);
		expect(await control('GET', 'requests')).toEqual({ status: 200, json: { requests: [] } });
	});

	it.each([
		{ kind: 'unheard of' },
		{ kind: 'text' },
		{ kind: 'delay', ms: 1, then: { kind: 'text' } },
		{ kind: 'raw', status: 200, body: '', headers: { a: 1 } },
		{ kind: 'reset', when: true },
		{ kind: 'events', chunks: [{ delay: 1 }] },
		{ kind: 'events', chunks: [], end: 'soon' },
		{ kind: 'cut', then: { kind: 'cut', bytes: 'all' } },
		{ kind: 'trickle' },
		[],
	])('is told when a reply is not one: %j', async (reply) => {
		expect((await control('POST', 'queue', reply)).status).toBe(400);
	});

	it('is told when there is no such control', async () => {
		expect((await control('GET', 'queue')).status).toBe(404);
	});
});

describe('batches are governed by another process', () => {
	it('which says how long they take, and ends them', async () => {
		const requests = ['a', 'b'].map((custom_id) => ({ custom_id, params: ask('Hello') }));
		const create = async () => await post(standIn(), { requests }, {}, '/v1/messages/batches');
		const counts = { request_counts: { succeeded: 1, expired: 1 } };
		expect((await control('POST', 'batches', { ms: null })).status).toBe(200);
		expect(standIn().batchMs).toBe(Infinity);
		await create();
		expect((await control('POST', 'batches/expire', { done: 1 })).status).toBe(200);
		expect((await get(standIn(), '/v1/messages/batches')).json).toMatchObject({ data: [counts] });
		await create();
		expect((await control('POST', 'batches/end')).status).toBe(200);
		const { json } = await get(standIn(), '/v1/messages/batches?limit=1');
		expect(json).toMatchObject({ data: [{ request_counts: { succeeded: 2 } }] });
		await control('POST', 'batches', { ms: 5 });
		expect(standIn().batchMs).toBe(5);
	});

	it('and is told when it says that wrongly', async () => {
		expect((await control('POST', 'batches', {})).status).toBe(400);
		expect((await control('POST', 'batches', { ms: '5' })).status).toBe(400);
		expect((await control('POST', 'batches/end', { all: true })).status).toBe(400);
	});
});
