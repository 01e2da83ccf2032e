import { openAnswer, wholeAnswer } from '../../../../nodes/shared/api/transport/openAnswer';

/** A body that never ends, and what was taken of it. */
function endless() {
	const seen = { chunks: 0, closed: false };
	const chunk = Buffer.alloc(64 * 1024, 'é');
	const body = {
		async *[Symbol.asyncIterator]() {
			for (;;) {
				seen.chunks++;
				yield chunk;
			}
		},
		destroy: () => void (seen.closed = true),
	};
	return { body, seen };
}

test('of a refusal no more is read than a reason needs, and the connection is closed', async () => {
	const { body, seen } = endless();
	const giveUp = new AbortController();
	const open = openAnswer(
		{ statusCode: 503, headers: {}, body },
		{ host: 'gateway.example', timeout: 10, giveUp },
	);
	const { status, text } = await wholeAnswer(open);
	expect(status).toBe(503);
	expect(text.length).toBeLessThan(400_000);
	expect(seen).toEqual({ chunks: expect.any(Number), closed: true });
	expect(seen.chunks).toBeLessThan(12);
});
