import type Anthropic from '@anthropic-ai/sdk';
import { ask, get, post, refusal, sdk, send, useStandIn } from './testkit';

const standIn = useStandIn();
const PATH = '/v1/messages/batches';

function batches() {
	return sdk(standIn()).messages.batches;
}

async function createBatch(count = 3) {
	const requests = Array.from({ length: count }, (_, index) => ({
		custom_id: `item-${index}`,
		params: { ...ask('Hello'), messages: [{ role: 'user' as const, content: 'Hello' }] },
	}));
	return await batches().create({ requests });
}

const NONE = { processing: 0, succeeded: 0, errored: 0, canceled: 0, expired: 0 };

describe('a batch', () => {
	it('is in progress when it is created, and has ended when it is asked for', async () => {
		const created = await createBatch();
		expect({ ...created }).toEqual({
			id: expect.stringMatching(/^msgbatch_/),
			type: 'message_batch',
			processing_status: 'in_progress',
			request_counts: { ...NONE, processing: 3 },
			created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
			expires_at: expect.any(String),
			cancel_initiated_at: null,
			ended_at: null,
			archived_at: null,
			results_url: null,
		});
		expect(Date.parse(created.expires_at) - Date.parse(created.created_at)).toBe(86_400_000);
		expect(await batches().retrieve(created.id)).toMatchObject({
			id: created.id,
			created_at: created.created_at,
			processing_status: 'ended',
			request_counts: { ...NONE, succeeded: 3 },
			ended_at: expect.any(String),
			results_url: `${standIn().url}${PATH}/${created.id}/results`,
		});
	});

	it('takes its time, and counts nothing until its end', async () => {
		standIn().batchMs = 60_000;
		const { id } = await createBatch();
		expect(await batches().retrieve(id)).toMatchObject({
			processing_status: 'in_progress',
			request_counts: { ...NONE, processing: 3 },
		});
		await expect(batches().results(id)).rejects.toThrow('Has it finished processing?');
		const early = refusal(404, 'not_found_error');
		expect(await get(standIn(), `${PATH}/${id}/results`)).toMatchObject(early);
		standIn().batchMs = 150;
		let batch = await batches().retrieve(id);
		while (batch.processing_status !== 'ended') batch = await batches().retrieve(id);
		expect(Date.parse(String(batch.ended_at)) - Date.parse(batch.created_at)).toBe(150);
	});

	it('goes on until the test ends it', async () => {
		standIn().batchMs = undefined;
		expect(standIn().batchMs).toBe(Infinity);
		const { id } = await createBatch();
		expect(await batches().retrieve(id)).toMatchObject({ processing_status: 'in_progress' });
		standIn().endBatches();
		expect(await batches().retrieve(id)).toMatchObject({
			processing_status: 'ended',
			request_counts: { ...NONE, succeeded: 3 },
		});
	});

	it('expires with what was done by then', async () => {
		standIn().batchMs = Infinity;
		const { id } = await createBatch(5);
		standIn().expireBatches(2);
		const { request_counts: counts } = await batches().retrieve(id);
		expect(counts).toEqual({ ...NONE, succeeded: 2, expired: 3 });
		const results = await resultsById(id);
		expect(results.get('item-1')).toMatchObject({ type: 'succeeded' });
		expect(results.get('item-2')).toEqual({ type: 'expired' });
	});
});

describe('a batch that is canceled', () => {
	it('is canceling before it ends, and what was not done is canceled', async () => {
		standIn().batchMs = Infinity;
		const { id } = await createBatch(4);
		expect(await batches().cancel(id)).toMatchObject({
			processing_status: 'canceling',
			request_counts: { ...NONE, processing: 4 },
			cancel_initiated_at: expect.any(String),
			ended_at: null,
		});
		expect(await batches().cancel(id)).toMatchObject({ processing_status: 'canceling' });
		expect(await batches().retrieve(id)).toMatchObject({ processing_status: 'canceling' });
		standIn().endBatches(1);
		expect(await batches().retrieve(id)).toMatchObject({
			processing_status: 'ended',
			request_counts: { ...NONE, succeeded: 1, canceled: 3 },
			cancel_initiated_at: expect.any(String),
		});
		expect((await resultsById(id)).get('item-3')).toEqual({ type: 'canceled' });
	});

	it('can be so in front of its first question, even when it takes no time', async () => {
		const { id } = await createBatch();
		expect(await batches().cancel(id)).toMatchObject({ processing_status: 'canceling' });
		expect(await batches().retrieve(id)).toMatchObject({
			processing_status: 'ended',
			request_counts: { ...NONE, canceled: 3 },
		});
	});

	it('must not have ended', async () => {
		const { id } = await createBatch();
		await batches().retrieve(id);
		await expect(batches().cancel(id)).rejects.toMatchObject({ status: 400 });
	});
});

describe('a batch that is deleted', () => {
	it('is gone', async () => {
		const { id } = await createBatch();
		expect({ ...(await batches().delete(id)) }).toEqual({ id, type: 'message_batch_deleted' });
		await expect(batches().retrieve(id)).rejects.toMatchObject({ status: 404 });
		expect((await batches().list()).data).toEqual([]);
	});

	it('must have ended', async () => {
		standIn().batchMs = Infinity;
		const { id } = await createBatch();
		await expect(batches().delete(id)).rejects.toMatchObject({ status: 400 });
	});
});

describe('the list of batches', () => {
	it('is paged, the newest first', async () => {
		const ids = [];
		for (let count = 0; count < 23; count++) ids.unshift((await createBatch(1)).id);
		const first = await get(standIn(), PATH);
		expect(first.json).toMatchObject({ has_more: true, first_id: ids[0], last_id: ids[19] });
		const all = [];
		for await (const batch of batches().list({ limit: 10 })) all.push(batch.id);
		expect(all).toEqual(ids);
		const back = await batches().list({ limit: 2, before_id: String(ids[5]) });
		expect(back.data.map(({ id }) => id)).toEqual([ids[3], ids[4]]);
		expect(back.data[0]).toMatchObject({ processing_status: 'ended' });
	});

	it.each(['limit=0', 'limit=1001', 'after_id=msgbatch_0', 'page=1'])(
		'is refused with %s',
		async (query) => {
			expect((await get(standIn(), `${PATH}?${query}`)).status).toBe(400);
		},
	);
});

it.each(['', '/results'])('a batch that is not there is not found: %s', async (rest) => {
	const wrong = refusal(404, 'not_found_error');
	expect(await get(standIn(), `${PATH}/msgbatch_0${rest}`)).toMatchObject(wrong);
	expect(await post(standIn(), undefined, {}, `${PATH}/msgbatch_0/cancel`)).toMatchObject(wrong);
});

it('a wrong key opens no batch', async () => {
	const { id } = await createBatch();
	const key = { 'x-api-key': 'wrong' };
	expect((await get(standIn(), PATH, key)).status).toBe(401);
	expect((await get(standIn(), `${PATH}/${id}/results`, key)).status).toBe(401);
	expect((await send(standIn(), { requests: [] }, key, PATH)).statusCode).toBe(401);
});

async function resultsById(id: string) {
	const results = new Map<string, Anthropic.Messages.MessageBatchResult>();
	for await (const { custom_id, result } of await batches().results(id)) {
		results.set(custom_id, result);
	}
	return results;
}
