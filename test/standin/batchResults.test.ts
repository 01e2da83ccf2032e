import type Anthropic from '@anthropic-ai/sdk';
import { ask, image, KEY, NEW_VERSION, pngHeader, sdk, send, textOf, useStandIn } from './testkit';

const standIn = useStandIn();
const PATH = '/v1/messages/batches';

type Item = Anthropic.Messages.BatchCreateParams.Request;

function batches() {
	return sdk(standIn()).messages.batches;
}

function item(index: number, content: Anthropic.MessageParam['content'] = 'Hello'): Item {
	const params = { ...ask(''), messages: [{ role: 'user' as const, content }] };
	return { custom_id: `item-${index}`, params };
}

async function ended(requests: Item[]): Promise<string> {
	const { id } = await batches().create({ requests });
	await batches().retrieve(id);
	return id;
}

async function resultsOf(id: string) {
	const results = [];
	for await (const result of await batches().results(id)) results.push(result);
	return results;
}

async function answersOf(id: string): Promise<string[]> {
	const results = await resultsOf(id);
	results.sort((a, b) => a.custom_id.localeCompare(b.custom_id));
	return results.map(({ result }) =>
		result.type === 'succeeded'
			? textOf(result.message)
			: result.type === 'errored'
				? result.error.error.type
				: result.type,
	);
}

async function download(id: string) {
	return await fetch(`${standIn().url}${PATH}/${id}/results`, {
		headers: { 'x-api-key': KEY, ...NEW_VERSION },
	});
}

describe('the results of a batch', () => {
	it('are what a message gets, billed as a batch', async () => {
		const requests = [item(0, 'What is an ant?'), item(1, [image(pngHeader(20, 10))])];
		const results = new Map(
			(await resultsOf(await ended(requests))).map(({ custom_id, result }) => [custom_id, result]),
		);
		for (const { custom_id, params } of requests) {
			const { id, usage, ...message } = await sdk(standIn()).messages.create(params);
			const got = results.get(custom_id);
			expect(got).toEqual({
				type: 'succeeded',
				message: { ...message, id: expect.any(String), usage: { ...usage, service_tier: 'batch' } },
			});
			expect(got).not.toMatchObject({ message: { id } });
		}
	});

	it('come in an order of their own, which is the same each time', async () => {
		const requests = Array.from({ length: 20 }, (_, index) => item(index));
		const id = await ended(requests);
		const results = await resultsOf(id);
		const ids = results.map(({ custom_id: name }) => name);
		const given = requests.map(({ custom_id: name }) => name);
		expect(ids).not.toEqual(given);
		expect(ids).not.toEqual([...given].reverse());
		expect([...ids].sort()).toEqual([...given].sort());
		expect(await resultsOf(id)).toEqual(results);
	});

	it('come as lines of JSON', async () => {
		const response = await download(await ended([item(0), item(1)]));
		expect(response.headers.get('content-type')).toBe('application/x-jsonl');
		expect((await response.text()).split('\n')).toEqual([
			expect.stringMatching(/^\{"custom_id":"item-1","result":\{.*\}\}$/),
			expect.stringMatching(/^\{"custom_id":"item-0","result":\{.*\}\}$/),
			'',
		]);
	});

	it('have the files that code has made, once', async () => {
		const tools = [{ type: 'code_execution_20250825' as const, name: 'code_execution' as const }];
		const { custom_id, params } = item(0, 'make a file ants.csv');
		const id = await ended([{ custom_id, params: { ...params, tools } }]);
		const [first = ''] = await answersOf(id);
		const file = /file_\w+/.exec(first)?.[0] ?? '';
		expect(await (await sdk(standIn()).files.download(file)).text()).toContain('ants');
		expect(await answersOf(id)).toEqual([first]);
	});
});

describe('a message that is queued for batches', () => {
	it('is the answer to the next request that is right', async () => {
		const path = PATH;
		standIn().queue(
			{ kind: 'text', text: 'one', path },
			{ kind: 'text', text: 'not for batches' },
			{ kind: 'message', message: { content: [], stop_reason: 'refusal' }, path },
		);
		const wrong = { ...item(0), params: { ...item(0).params, model: 'claude-0' } };
		const id = await ended([wrong, item(1), item(2), item(3)]);
		expect(await answersOf(id)).toEqual([
			'not_found_error',
			'one',
			'',
			expect.stringContaining('Hello'),
		]);
	});

	it('finds its request by custom_id, and can be an error', async () => {
		standIn().queue(
			{ kind: 'text', text: 'two', customId: 'item-2' },
			{ kind: 'error', status: 500, type: 'api_error', message: 'Oh', customId: 'item-1' },
			{ kind: 'text', text: 'for ants', path: PATH, when: ({ body }) => /ants/.test(json(body)) },
		);
		const id = await ended([item(0), item(1), item(2), item(3, 'Tell me of ants.')]);
		expect(await answersOf(id)).toEqual([
			expect.stringContaining('Hello'),
			'api_error',
			'two',
			'for ants',
		]);
		expect((await batches().retrieve(id)).request_counts).toMatchObject({
			succeeded: 3,
			errored: 1,
		});
	});
});

describe('a fault of a batch', () => {
	it('of HTTP hides that it was created, but an error means that it was not', async () => {
		const busy = { status: 529, type: 'overloaded_error', message: 'Busy' };
		standIn().queue({ kind: 'error', ...busy, path: PATH });
		const create = async () => await batches().create({ requests: [item(0)] });
		await expect(create()).rejects.toMatchObject({ status: 529 });
		expect((await batches().list()).data).toHaveLength(0);
		standIn().queue({ kind: 'reset', path: PATH });
		await expect(create()).rejects.toThrow('Connection error');
		expect((await batches().list()).data).toHaveLength(1);
	});

	it('can be a limit', async () => {
		standIn().limitRequests({ path: PATH, perSecond: 0.1, burst: 1 });
		await ended([item(0)]);
		expect((await send(standIn(), { requests: [item(0)] }, {}, PATH)).statusCode).toBe(429);
	});

	it('can break its results after some bytes, and then not', async () => {
		const id = await ended(Array.from({ length: 300 }, (_, index) => item(index)));
		const path = `${PATH}/${id}/results`;
		const whole = await (await download(id)).text();
		standIn().queue(
			{ kind: 'cut', bytes: 100_000, path },
			{ kind: 'reset-in-body', path },
			{ kind: 'wrong-length', by: -7, path },
			{ kind: 'trickle', everyMs: 1, bytes: 50_000, path },
			{ kind: 'gzip', path },
			{ kind: 'error', status: 404, type: 'not_found_error', message: 'Not yet', path },
		);
		let got = '';
		const reading = (async () => {
			const decoder = new TextDecoder();
			for await (const chunk of (await download(id)).body ?? []) got += decoder.decode(chunk);
		})();
		await expect(reading).rejects.toThrow();
		expect(got).toHaveLength(100_000);
		expect(whole.startsWith(got)).toBe(true);
		await expect((await download(id)).text()).rejects.toThrow();
		expect(await (await download(id)).text()).toHaveLength(whole.length - 7);
		expect(await (await download(id)).text()).toBe(whole);
		expect(await (await download(id)).text()).toBe(whole);
		expect((await download(id)).status).toBe(404);
		expect(await (await download(id)).text()).toBe(whole);
	});
});

function json(value: unknown) {
	return JSON.stringify(value);
}
