import { readMessage } from '../../../../nodes/shared/api/endpoints/readMessage';
import { wholeAnswer } from '../../../../nodes/shared/api/transport/openAnswer';
import { settledMegabytes } from '../../../heap';
import { answerIn, connection } from './reading';

const MEGABYTE = 1024 * 1024;

/** A body that never ends; it is the same piece again and again, so that it costs no memory itself. */
async function* endless(beginning: string): AsyncGenerator<Uint8Array> {
	yield Buffer.from(beginning);
	const piece = Buffer.alloc(MEGABYTE, 'x');
	for (;;) yield piece;
}

test.each([
	['events', 'text/event-stream', 'data: {"type":"message_start","message":{"content":[{"text":"'],
	['JSON', 'application/json', '{"type":"message","content":[{"type":"text","text":"'],
])(
	'an answer in %s without end is given up, and is no danger to n8n',
	async (_, type, beginning) => {
		const read = async () =>
			await readMessage(connection, answerIn(endless(beginning), { type }), {}, () => undefined);
		const given = {
			message: 'api.example sends more than 256 MB, which is no answer of the Messages API',
			type: 'invalid_response',
			retry: undefined,
		};
		await expect(read()).rejects.toMatchObject(given);
		// Node.js may keep the last text that it decoded, but no more of them.
		const before = await settledMegabytes();
		await expect(read()).rejects.toMatchObject(given);
		expect((await settledMegabytes()) - before).toBeLessThan(100);
	},
);

test('of a refusal without end only the beginning is read, where its reason stands', async () => {
	let pieces = 0;
	async function* counted(): AsyncGenerator<Uint8Array> {
		for await (const piece of endless('{"error":{"message":"No. ')) {
			// The end that nobody should come to.
			if (++pieces > 20) return;
			yield piece;
		}
	}
	const refusal = answerIn(counted(), { status: 400, type: 'application/json' });
	const { text } = await wholeAnswer(refusal);
	expect(text.slice(0, 30)).toBe('{"error":{"message":"No. xxxxx');
	expect(pieces).toBe(2);
});
