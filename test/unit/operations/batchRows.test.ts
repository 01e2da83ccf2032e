import * as fc from 'fast-check';
import { bodyDigest } from '../../../nodes/ClaudeMessages/operations/answeredItems';
import { batchBody } from '../../../nodes/ClaudeMessages/operations/batchBody';
import {
	type BatchRow,
	LARGEST_BATCH,
	plannedBatches,
} from '../../../nodes/ClaudeMessages/operations/batchRows';
import { customIdOf, indexIn, inRequestOrder } from '../../../nodes/shared/customId';
import { JsonBody } from '../../../nodes/shared/api/transport/jsonBody';
import { writeBody } from '../../../nodes/shared/api/transport/writeBody';
import { Failure } from '../../../nodes/shared/errors/failure';
import { connectionTo } from '../shared/api/talking';

const unused = () => {
	throw new Failure({ message: 'Not used', description: '', type: 'internal_error' });
};

const idFor = (index: number, text: string) => customIdOf(index, bodyDigest(written(text)));

const written = (text: string) => writeBody({ model: 'm', messages: text }, []);

function row(itemIndex: number, text: string, identity = 'key'): BatchRow {
	const body = written(text);
	return {
		itemIndex,
		customId: customIdOf(itemIndex, bodyDigest(body)),
		byteLength: body.byteLength,
		connection: connectionTo(unused, identity),
		apiVersion: '2023-06-01',
		betas: [],
	};
}

describe('a custom_id', () => {
	test('is what the API takes, and says the place and the question', () => {
		fc.assert(
			fc.property(fc.nat(999_999), fc.string(), (index, text) => {
				const id = idFor(index, text);
				expect(id).toMatch(/^[a-zA-Z0-9_-]{1,64}$/);
				expect(indexIn(id)).toBe(index);
			}),
		);
	});

	test('is the same for the same question, and another one for another', () => {
		expect(idFor(3, 'A')).toBe(idFor(3, 'A'));
		expect(idFor(3, 'A')).not.toBe(idFor(3, 'B'));
	});

	test.each(['row', '-1', '1', '', '12345678901-a', 'x-1'])(
		'of another program, as %p, has no place',
		(id) => {
			expect(indexIn(id)).toBeUndefined();
		},
	);

	test('puts results in the order of their requests, and foreign ones behind them', () => {
		const ids = ['10-b', 'theirs', '2-a', 'also theirs', '0-c'];
		expect(inRequestOrder(ids.map((customId) => ({ customId })))).toEqual(
			['0-c', '2-a', '10-b', 'theirs', 'also theirs'].map((customId) => ({ customId })),
		);
	});
});

async function bytesOf(rows: readonly BatchRow[], texts: readonly string[]): Promise<string> {
	const body = batchBody(rows, async (itemIndex) => ({
		body: written(texts[itemIndex] ?? ''),
		stream: false,
		apiVersion: '',
		betas: [],
		timeout: 1,
		maxRetries: 0,
		longestWait: 0,
		facts: {},
	}));
	const pieces: Uint8Array[] = [];
	const stream: AsyncIterable<Uint8Array> = Object.assign(new JsonBody(body).stream());
	for await (const piece of stream) pieces.push(piece);
	const bytes = Buffer.concat(pieces);
	expect(bytes.length).toBe(body.byteLength);
	return bytes.toString();
}

test('the body of a batch has the length that it says, and every request in its place', async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1 }), async (texts) => {
			const rows = texts.map((text, index) => row(index, text));
			expect(JSON.parse(await bytesOf(rows, texts))).toEqual({
				requests: rows.map(({ customId }, index) => ({
					custom_id: customId,
					params: { model: 'm', messages: texts[index] },
				})),
			});
		}),
	);
});

test('a request that is another one when it is sent is told', async () => {
	await expect(bytesOf([row(0, 'A'), row(1, 'B')], ['A', 'C'])).rejects.toThrow(
		'The request of item 1 was another one when it was sent',
	);
});

describe('rows become batches', () => {
	test('that are as large as they may be, in the order of the rows', async () => {
		const texts = fc.array(fc.string({ maxLength: 30 }), { minLength: 1, maxLength: 40 });
		const limits = fc.record({ requests: fc.integer({ min: 1, max: 9 }), bytes: fc.nat(900) });
		await fc.assert(
			fc.asyncProperty(texts, limits, async (words, largest) => {
				const rows = words.map((text, index) => row(index, text));
				const batches = plannedBatches(rows, largest);
				expect(batches.flatMap((batch) => batch.rows)).toEqual(rows);
				for (const [number, batch] of batches.entries()) {
					expect(batch.rows.length).toBeLessThanOrEqual(largest.requests);
					const bytes = Buffer.byteLength(await bytesOf(batch.rows, words));
					if (batch.rows.length > 1) expect(bytes).toBeLessThanOrEqual(largest.bytes);
					const [next] = batches[number + 1]?.rows ?? [];
					if (next === undefined || batch.rows.length === largest.requests) continue;
					const more = Buffer.byteLength(await bytesOf([...batch.rows, next], words));
					expect(more).toBeGreaterThan(largest.bytes - 2);
				}
			}),
		);
	});

	test('100,001 rows are two batches', () => {
		const one = row(0, 'Hi?');
		const rows = Array.from({ length: LARGEST_BATCH.requests + 1 }, () => one);
		expect(plannedBatches(rows).map((batch) => batch.rows.length)).toEqual([100_000, 1]);
	});

	test('257 MB are two batches', () => {
		const large = { ...row(0, 'Hi?'), byteLength: 25_700_000 };
		const batches = plannedBatches(Array.from({ length: 10 }, () => large));
		expect(batches.map((batch) => batch.rows.length)).toEqual([9, 1]);
	});

	test('one for each credential, with the betas of all and the version of the first', () => {
		const rows = [
			{ ...row(0, 'A', 'one'), betas: ['x'], apiVersion: '2026-10-21' },
			{ ...row(1, 'B', 'two'), betas: ['y'] },
			{ ...row(2, 'C', 'one'), betas: ['z', 'x'] },
		];
		expect(
			plannedBatches(rows).map((batch) => [
				batch.connection.identity,
				batch.rows.map(({ itemIndex }) => itemIndex),
				batch.betas,
				batch.apiVersion,
			]),
		).toEqual([
			['one', [0, 2], ['x', 'z'], '2026-10-21'],
			['two', [1], ['y'], '2023-06-01'],
		]);
	});
});
