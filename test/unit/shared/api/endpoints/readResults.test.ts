import * as fc from 'fast-check';
import { readResults } from '../../../../../nodes/shared/api/endpoints/batchResults';
import { type BatchResult, UNREADABLE } from '../../../../../nodes/shared/api/endpoints/resultLine';
import { DEFAULT_SETTINGS } from '../../../../../nodes/shared/api/endpoints/callApi';
import * as clock from '../../../../../nodes/shared/api/pacing/clock';
import { startRun } from '../../../../../nodes/shared/api/pacing/startRun';
import type { Connection } from '../../../../../nodes/shared/api/transport/connection';
import { apiFailure } from '../../../../../nodes/shared/errors/apiFailure';
import { networkFailure } from '../../../../../nodes/shared/errors/networkFailure';

jest.mock('../../../../../nodes/shared/api/pacing/clock', () => ({
	...jest.requireActual<typeof clock>('../../../../../nodes/shared/api/pacing/clock'),
	wait: async () => undefined,
}));

interface Sending {
	/** Bytes after which it ends; undefined for a whole one. */
	cut: number | undefined;
	/** Whether the connection says that it broke. */
	isSilent: boolean;
}

/** A server that sends these bytes, each time in pieces of that size, and as it is told. */
function connectionTo(bytes: Buffer, piece: number, sendings: Sending[]): Connection {
	const failureOf: Connection['failureOf'] = (answer) => apiFailure(answer);
	return {
		identity: 'results',
		async request() {
			const { cut = bytes.length, isSilent = true } = sendings.shift() ?? {};
			async function* chunks() {
				const end = Math.min(cut, bytes.length);
				for (let at = 0; at < end; at += piece) {
					yield bytes.subarray(at, Math.min(at + piece, end));
				}
				if (!isSilent) throw networkFailure({ code: 'ECONNRESET' }, 'host');
			}
			return { status: 200, headers: {}, host: 'host', chunks: chunks() };
		},
		failureOf,
		conceal: (failure) => failure,
		hide: (text) => text,
		afterStop() {
			return this;
		},
	};
}

const lines = (texts: readonly string[]) =>
	texts
		.map((text, index) =>
			JSON.stringify({ custom_id: `${index}-a`, result: { type: 'succeeded', message: { text } } }),
		)
		.join('\n');

async function read(connection: Connection, expected: number | undefined) {
	const taken: BatchResult[] = [];
	const run = startRun({ concurrency: 1 });
	const failure = await readResults(
		connection,
		{ id: 'msgbatch_1', expected },
		DEFAULT_SETTINGS,
		run,
		(result) => {
			taken.push(result);
		},
	);
	return { taken, failure };
}

test('wherever the results break off, none is lost and none comes twice', async () => {
	const sending = fc.record({
		cut: fc.option(fc.nat(4000), { nil: undefined }),
		isSilent: fc.boolean(),
	});
	await fc.assert(
		fc.asyncProperty(
			fc.array(fc.string({ unit: 'grapheme' }), { maxLength: 40 }),
			fc.integer({ min: 1, max: 200 }),
			fc.array(sending, { maxLength: 4 }),
			fc.constantFrom('', '\n', '\r\n'),
			async (texts, piece, sendings, end) => {
				const bytes = Buffer.from(lines(texts) + end);
				const { taken, failure } = await read(connectionTo(bytes, piece, sendings), texts.length);
				expect(failure).toBeUndefined();
				expect(taken.map(({ customId }) => customId)).toEqual(
					texts.map((_, index) => `${index}-a`),
				);
				expect(taken.map(({ result }) => Object(result.message).text)).toEqual(texts);
			},
		),
	);
});

test('a cut at every kilobyte loses and doubles nothing', async () => {
	const texts = Array.from({ length: 300 }, (_, index) => `Grüße ${index} 😀`);
	const bytes = Buffer.from(lines(texts));
	for (let cut = 1024; cut < bytes.length; cut += 1024) {
		const sendings = [{ cut, isSilent: cut % 2048 === 0 }];
		const { taken, failure } = await read(connectionTo(bytes, 333, sendings), texts.length);
		expect(failure).toBeUndefined();
		expect(taken.map(({ result }) => Object(result.message).text)).toEqual(texts);
	}
});

test('results that never come whole are taken, with the failure', async () => {
	const bytes = Buffer.from(lines(['A', 'B']));
	const { taken, failure } = await read(connectionTo(bytes, 10, []), 3);
	expect(taken.map(({ customId }) => customId)).toEqual(['0-a', '1-a']);
	expect(failure?.message).toBe("host sent 2 of the batch's 3 results");
});

/** A server that gives these bodies one after the other, and the last one for ever. */
function telling(...bodies: string[]): Connection {
	const [last = ''] = bodies.slice(-1);
	const request: Connection['request'] = async (asked) =>
		await connectionTo(Buffer.from(bodies.shift() ?? last), 10, []).request(asked);
	return { ...connectionTo(Buffer.from(''), 10, []), request };
}

const OVERLOADED = '{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}';
const idsOf = (taken: readonly BatchResult[]) => taken.map(({ customId }) => customId);

test('an error that ends the results each time is told beside those that came', async () => {
	const { taken, failure } = await read(telling(`${lines(['A'])}\n${OVERLOADED}\n`), 3);
	expect(idsOf(taken)).toEqual(['0-a']);
	expect(failure).toMatchObject({ message: 'Overloaded', type: 'overloaded_error', status: 200 });
});

test('a web page that ends the results each time is no result', async () => {
	const { taken, failure } = await read(telling(`${lines(['A'])}\n<html>\n<p>\n</html>`), 4);
	expect(idsOf(taken)).toEqual(['0-a']);
	expect(failure?.message).toBe("host sent 1 of the batch's 4 results");
});

test.each([2, 3, undefined])(
	'a line that could not be read is not told once its result has come, of %s',
	async (expected) => {
		const [one = '', two = ''] = lines(['A', 'B']).split('\n');
		const cut = [one, 'odd', two, '{"custom_id":"2-a"'].join('\n');
		const whole = expected === 2 ? [one, two] : lines(['A', 'B', 'C']).split('\n');
		const { taken, failure } = await read(telling(cut, whole.join('\n')), expected);
		expect(failure).toBeUndefined();
		expect(idsOf(taken)).toEqual(whole.map((_, index) => `${index}-a`));
	},
);

test.each([undefined, 1])(
	'of results that are counted as %s, a line that cannot be read fails alone',
	async (expected) => {
		const [one = '', two = ''] = lines(['A', 'B']).split('\n');
		const { taken, failure } = await read(telling([one, 'odd', two].join('\n')), expected);
		expect(failure).toBeUndefined();
		expect(taken).toMatchObject([{}, {}, { customId: '', result: { type: UNREADABLE } }]);
	},
);

test.each([
	['a cut line', '{"custom_id":"2-a","resu', undefined],
	['a cut line', '{"custom_id":"2-a","resu', 2],
	['a cut line', '{"custom_id":"2-a","resu', 1],
	['a web page', '<html></html>', undefined],
	['a web page', '<html></html>', 1],
])('%s at the end each time is a reading that broke off (%#)', async (_, end, expected) => {
	const { taken, failure } = await read(telling(`${lines(['A', 'B'])}\n${end}`), expected);
	expect(idsOf(taken)).toEqual(['0-a', '1-a']);
	expect(failure).toMatchObject({
		message: 'The connection to host broke before the whole answer had come',
		description: 'Get the results once more, later; they can be had for 29 days.',
	});
});

test('no results of a batch that does not say how many it has are no success', async () => {
	await expect(read(telling(''), undefined)).rejects.toMatchObject({
		message: 'host sent no results, and the batch does not say how many there are',
		type: 'invalid_response',
	});
});
