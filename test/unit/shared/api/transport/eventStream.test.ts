import { Stream } from '@anthropic-ai/sdk/core/streaming';
import fc from 'fast-check';
import {
	EventReader,
	type ServerSentEvent,
} from '../../../../../nodes/shared/api/transport/eventStream';
import { processorTime } from '../../../processorTime';
import { byNode, plain } from '../reading';
import { end, start, TEXT, TRANSCRIPTS, words } from '../transcripts';

function eventsIn(chunks: Iterable<Uint8Array>): ServerSentEvent[] {
	const reader = new EventReader();
	return [...chunks].flatMap((chunk) => reader.read(chunk));
}

/** The pieces between the cuts. */
function cutAt(bytes: Buffer, cuts: readonly number[]): Buffer[] {
	const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length];
	places.sort((a, b) => a - b);
	return places.slice(1).map((place, index) => bytes.subarray(places[index], place));
}

async function bySdk(bytes: Buffer): Promise<ServerSentEvent[]> {
	const events: ServerSentEvent[] = [];
	for await (const { event, data } of Stream.rawEvents(new Response(new Uint8Array(bytes)))) {
		events.push({ event: event ?? '', data });
	}
	return events;
}

const piece = fc.oneof(
	{ weight: 4, arbitrary: fc.constantFrom('\n', '\r', '\r\n', '\n\n', '\r\r') },
	{
		weight: 4,
		arbitrary: fc.constantFrom(
			...[
				'data: ',
				'data:',
				'data',
				'event: ',
				'event:',
				'event',
				'id: 1',
				'retry: 5',
				':',
				': hm',
			],
			...['date: 1', 'events: 1', 'datas', ' ', 'x', '{"a":1}', 'ü', '☀️', '𝒳', '\ufeff', '\0'],
		),
	},
	{ weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
);
const stream = fc.array(piece, { maxLength: 40 }).map((pieces) => Buffer.from(pieces.join('')));
const cuts = fc.array(fc.nat(), { maxLength: 8 });
const anyBytes = fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes));

test('any bytes, cut anywhere, have the events of the whole', () => {
	fc.assert(
		fc.property(fc.oneof(stream, anyBytes), cuts, (bytes, places) => {
			const whole = eventsIn([bytes]);
			expect(eventsIn(cutAt(bytes, places))).toEqual(whole);
			expect(eventsIn([...bytes].map((byte) => Buffer.from([byte])))).toEqual(whole);
		}),
		{ numRuns: 1000 },
	);
});

test('the events are those of the official SDK, broken characters included', async () => {
	/** A line that begins with a brace is data for the node, and nothing to the SDK. */
	const hasBareBrace = (bytes: Buffer) =>
		/^\ufeff?\{/m.test(bytes.toString().replaceAll('\r', '\n'));
	await fc.assert(
		fc.asyncProperty(fc.oneof(stream, anyBytes), cuts, async (bytes, places) => {
			fc.pre(!hasBareBrace(bytes));
			// The SDK takes a byte order mark at the very end for a blank line.
			fc.pre(!bytes.toString().endsWith('\ufeff'));
			expect(eventsIn(cutAt(bytes, places))).toEqual(await bySdk(bytes));
		}),
		{ numRuns: 400 },
	);
});

test('a transcript with anything in between that means nothing is the same message', async () => {
	const noise = fc.constantFrom(
		...[': remark\n', '\n', 'id: 7\n', 'retry: 100\n', 'nonsense\n'],
		...['event: ping\ndata: {}\n\n', 'event: weather\ndata: sunny\n\n', 'data: {"type":"x"}\n\n'],
	);
	const transcript = fc
		.constantFrom(...TRANSCRIPTS.map(([, text]) => text))
		.filter((text) => !text.includes('\r') && !text.includes('\n\n\n'));
	await fc.assert(
		fc.asyncProperty(transcript, fc.array(noise), cuts, async (text, noises, places) => {
			const events = text.split('\n\n');
			const noisy = events.map((event, index) => `${event}\n\n${noises[index] ?? ''}`).join('');
			const message = plain(await byNode(cutAt(Buffer.from(noisy), places)));
			expect(message).toEqual(plain(await byNode([Buffer.from(text)])));
		}),
		{ numRuns: 200 },
	);
});

const MEGABYTE = 1024 * 1024;

test('one event of 16 MB takes no longer than four of 4 MB', async () => {
	const cost = async (megabytes: number) => {
		const bytes = Buffer.from(start() + words(0, 'ab'.repeat((megabytes * MEGABYTE) / 2)) + end());
		const places = Array.from({ length: bytes.length / 65_536 }, (_, index) => index * 65_536);
		const chunks = cutAt(bytes, places);
		return await processorTime(async () => {
			const [block] = (await byNode(chunks)).content;
			expect(block?.type === 'text' && block.text.length).toBe(megabytes * MEGABYTE);
		});
	};
	const ratios: number[] = [];
	// Once for the compiler, and the least of several: memory may be collected at any time.
	for (let run = 0; run < 4; run++) {
		const small = await cost(4);
		ratios.push((await cost(16)) / small);
	}
	// Four times as much where it grows with the length, sixteen times where it grows with its square.
	expect(Math.min(...ratios)).toBeLessThan(8);
});

test.each([
	['many deltas', words(0, ...Array.from({ length: 20_000 }, () => 'word '))],
	[
		'many citations',
		words(0, 'a').replace(
			'event: content_block_stop',
			`${Array.from(
				{ length: 20_000 },
				(_, index) =>
					`event: content_block_delta\ndata: {"type":"content_block_delta","index":0,"delta":{"type":"citations_delta","citation":{"cited_text":"${index}"}}}\n\n`,
			).join('')}event: content_block_stop`,
		),
	],
])('%s are not dearer than they are long', async (_, content) => {
	const bytes = Buffer.from(start() + content + end());
	const chunks = Array.from({ length: Math.ceil(bytes.length / 1000) }, (_, index) =>
		bytes.subarray(index * 1000, (index + 1) * 1000),
	);
	const cpu = await processorTime(async () => await byNode(chunks));
	// Milliseconds; ten times that where it grows with the square.
	expect(cpu).toBeLessThan(5000);
});

test('a chunk for each of 300,000 bytes is not dearer than it is long', async () => {
	const bytes = Buffer.from(words(0, 'x'.repeat(300_000)));
	const chunks = Array.from(bytes, (_, index) => bytes.subarray(index, index + 1));
	expect(await processorTime(() => eventsIn(chunks))).toBeLessThan(1000);
});

test('what came behind the last whole event is kept apart', () => {
	const reader = new EventReader();
	reader.read(Buffer.from(`${TEXT}data: {"a":\ndata: 1}`));
	expect(reader.rest()).toBe('{"a":\ndata: 1}');
	const other = new EventReader();
	other.read(Buffer.from('event: a\n\n{"error"'));
	other.read(Buffer.from(': "No"}'));
	expect(other.rest()).toBe('{"error": "No"}');
});
