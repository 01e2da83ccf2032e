/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import { ask, sdk, send, useStandIn } from './testkit';

const standIn = useStandIn();
const COUNT = 100_000;

it('100,000 requests are a batch whose results are streamed and never held', async () => {
	const params = ask('Hello');
	const requests = Array.from({ length: COUNT }, (_, index) => ({
		custom_id: `i${index}`,
		params,
	}));
	const path = '/v1/messages/batches';
	const response = await send(standIn(), JSON.stringify({ requests }), {}, path);
	const created = await response.body.text();
	const [id = ''] = /msgbatch_\w+/.exec(created) ?? [];
	const { batches } = sdk(standIn()).messages;
	expect(await batches.retrieve(id)).toMatchObject({ request_counts: { succeeded: COUNT } });

	const seen = new Set<string>();
	const before = process.memoryUsage().heapUsed;
	let most = 0;
	for await (const { custom_id } of await batches.results(id)) {
		seen.add(custom_id);
		if (seen.size % 1000 === 0) most = Math.max(most, process.memoryUsage().heapUsed);
	}
	expect(seen.size).toBe(COUNT);
	// The results are about 75 MB of text, and several times that as objects.
	expect(most - before).toBeLessThan(150_000_000);
	const [{ body } = { body: undefined }] = standIn().requests;
	expect(body).toMatchObject({ requests: expect.any(Array) });
}, 120_000);
