import { byBetaSdk, byNode, bySdk, plain } from './reading';
import {
	calling,
	close,
	delta,
	end,
	event,
	fragments,
	open,
	start,
	stop,
	TEXT,
	tool,
	TRANSCRIPTS,
	words,
} from './transcripts';

const read = async (stream: string) => plain(await byNode([Buffer.from(stream)]));
const sdk = async (stream: string) => await bySdk(Buffer.from(stream));

describe.each(TRANSCRIPTS)('a stream with %s', (_, transcript) => {
	const bytes = Buffer.from(transcript);
	let expected: unknown;
	beforeAll(async () => (expected = await bySdk(bytes)));

	test('gives the message of the official SDK, wherever it is cut in two', async () => {
		for (let cut = 0; cut <= bytes.length; cut++) {
			const message = await byNode([bytes.subarray(0, cut), bytes.subarray(cut)]);
			expect({ cut, message: plain(message) }).toEqual({ cut, message: expected });
		}
	});

	test('gives the same byte by byte, with empty chunks in between', async () => {
		const chunks = [...bytes].flatMap((byte) => [Buffer.from([byte]), Buffer.alloc(0)]);
		expect(plain(await byNode(chunks))).toEqual(expected);
	});
});

test('a text of a megabyte in many pieces is whole', async () => {
	const pieces = Array.from({ length: 20_000 }, (_, index) => `${index} Grüße aus der Küche. `);
	const bytes = Buffer.from(start() + words(0, ...pieces) + end());
	const chunks = Array.from({ length: Math.ceil(bytes.length / 1000) }, (_, index) =>
		bytes.subarray(index * 1000, (index + 1) * 1000),
	);
	expect((await byNode(chunks)).content).toMatchObject([{ text: pieces.join('') }]);
});

describe('what the SDK reads, the node reads alike:', () => {
	test.each([
		['a text block that begins without a text', start() + open(0, { type: 'text' }) + TEXT_DELTA()],
		['a tool whose input is null', calling('null')],
		['a tool with a key called __proto__', calling('{"__proto__": {"a": 1}, "b": 2}')],
		['an event without data', TEXT.replaceAll('\n\n', '\n\nevent: content_block_delta\n\n')],
		['an event under another name', TEXT.replaceAll(/event: .*/g, 'event: message')],
		['no blank line but a CR at the very end', `${TEXT.slice(0, -1)}\r`],
	])('%s', async (_, stream) => {
		expect(await read(stream)).toEqual(await sdk(stream));
	});

	function TEXT_DELTA() {
		return delta(0, { type: 'text_delta', text: 'Hi' }) + close(0) + end();
	}
});

describe('what only the beta API sends is read as by the SDK of the beta API:', () => {
	test.each([
		[
			'the input of an MCP tool',
			start() +
				tool(
					0,
					{ type: 'mcp_tool_use', id: 'mcptoolu_1', name: 'q', server_name: 's' },
					'{"a"',
					':1}',
				) +
				end(),
		],
		[
			'a compaction',
			start() +
				open(0, { type: 'compaction', content: null }) +
				delta(0, { type: 'compaction_delta', content: 'All so far.', encrypted_content: 'eA==' }) +
				close(0) +
				end({ stop_reason: 'compaction' }),
		],
		[
			'a compaction that failed',
			start() +
				open(0, { type: 'compaction', content: 'x' }) +
				delta(0, { type: 'compaction_delta', content: null }) +
				close(0) +
				end(),
		],
	])('%s', async (_, stream) => {
		expect(await read(stream)).toEqual(await byBetaSdk(Buffer.from(stream)));
	});
});

describe('on purpose unlike the SDK:', () => {
	/** Completed, half an input would be taken for a whole one. */
	test('a tool input that max_tokens breaks off stays the text that came', async () => {
		const stream = calling('{"place": "Kiel", "days": [1, 2');
		expect(await read(stream)).toMatchObject({
			content: [{ input: '{"place": "Kiel", "days": [1, 2' }],
		});
		expect(await sdk(stream)).toMatchObject({ content: [{ input: { place: 'Kiel', days: [1] } }] });
	});

	test('so does one whose block is never closed', async () => {
		const stream =
			start() + open(0, { type: 'tool_use', input: {} }) + fragments(0, '{"a": 1') + end();
		expect(await read(stream)).toMatchObject({ content: [{ input: '{"a": 1' }] });
	});

	/** The answer is paid for, and the workflow may still make something of it. */
	test('a tool input that is no JSON at all stays the text that came', async () => {
		expect(await read(calling('{"a": oops}'))).toMatchObject({
			content: [{ input: '{"a": oops}' }],
		});
		await expect(sdk(calling('{"a": oops}'))).rejects.toThrow('JSON');
	});

	/** The first one is the answer that the blocks belong to. */
	test('a second message_start is passed over', async () => {
		const twice = start() + start({ id: 'msg_2' }) + words(0, 'Hi') + end();
		expect(await read(twice)).toMatchObject({ id: 'msg_1', content: [{ text: 'Hi' }] });
		await expect(sdk(twice)).rejects.toThrow('Unexpected event order');
	});

	/** Whatever comes then, the answer is whole and paid for. */
	test('nothing behind message_stop counts', async () => {
		const error = event({ type: 'error', error: { type: 'api_error', message: 'Too late' } });
		expect(await read(TEXT + error)).toEqual(await sdk(TEXT));
		await expect(sdk(TEXT + error)).rejects.toThrow('Too late');
		expect(await read(TEXT + words(1, 'more'))).toEqual(await sdk(TEXT));
		expect(await read(`${TEXT}garbage`)).toEqual(await sdk(TEXT));
	});

	/** "Unknown events must be ignored": what they hold is nobody's business. */
	test('an event of the future need not be JSON', async () => {
		const future = TEXT.replace(stop(), `event: weather\ndata: sunny\n\n${stop()}`);
		expect(await read(future)).toEqual(await sdk(TEXT));
		await expect(sdk(future)).rejects.toThrow('JSON');
	});
});
