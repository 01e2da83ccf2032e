import fc from 'fast-check';
import type { Batch } from '../../../nodes/shared/api/endpoints/batches';
import { newlyEnded, remembered } from '../../../nodes/ClaudeMessagesTrigger/endedBatches';
import { type Memory, memoryIn } from '../../../nodes/ClaudeMessagesTrigger/memory';

const START = Date.parse('2026-11-25T00:00:00Z');
const at = (minutes: number) => new Date(START + minutes * 60_000).toISOString();

/** The life of a batch, in minutes; Infinity for one that has not ended yet. */
interface Life {
	id: string;
	created: number;
	ended: number;
}

function seenAt(minute: number, { id, created, ended }: Life): Batch[] {
	if (created > minute) return [];
	const isOver = ended <= minute;
	return [
		{
			id,
			created_at: at(created),
			processing_status: isOver ? 'ended' : 'in_progress',
			ended_at: isOver ? at(ended) : null,
		},
	];
}

/** n8n writes it down between two polls, and over a restart. */
function writtenDown(memory: Memory): Memory | undefined {
	return memoryIn(JSON.parse(JSON.stringify(memory)));
}

/** Polls at these minutes, each time with what the API lists since the last memory. */
function reportedBy(lives: readonly Life[], polls: readonly number[]): string[][] {
	let memory: Memory | undefined;
	return polls.map((minute) => {
		const asked = memory?.since ?? at(minute - 2 * 24 * 60);
		const batches = lives
			.flatMap((life) => seenAt(minute, life))
			.filter(({ created_at: created }) => String(created) >= asked);
		const look = { batches, asked, present: at(minute) };
		const ended = newlyEnded(look, memory);
		memory = writtenDown(remembered(look, memory));
		return ended.map(({ id }) => id);
	});
}

test('every batch that ends while the trigger is on is reported once, whenever it is looked', () => {
	const life = fc.record({
		created: fc.nat({ max: 300 }),
		lasts: fc.oneof(fc.nat({ max: 200 }), fc.constant(Infinity)),
	});
	fc.assert(
		fc.property(
			fc.array(life, { maxLength: 30 }),
			fc.uniqueArray(fc.nat({ max: 400 }), { minLength: 1, maxLength: 12 }),
			(drawn, minutes) => {
				const lives = drawn.map(({ created, lasts }, index) => ({
					id: `msgbatch_${index}`,
					created,
					ended: created + lasts,
				}));
				const polls = [...minutes].sort((a, b) => a - b);
				const [first = 0, last = 0] = [polls[0], polls.at(-1)];
				const expected = lives.filter(({ ended }) => ended > first && ended <= last);
				const reported = reportedBy(lives, polls).flat();
				expect([...reported].sort()).toEqual(expected.map(({ id }) => id).sort());
			},
		),
		{ numRuns: 500 },
	);
});

test('what ended before the trigger was switched on is no news', () => {
	const lives = [
		{ id: 'old', created: 0, ended: 5 },
		{ id: 'open', created: 1, ended: 20 },
	];
	expect(reportedBy(lives, [10, 30])).toEqual([[], ['open']]);
});

test('several batches between two polls come together, the earliest end first', () => {
	const lives = [
		{ id: 'slow', created: 11, ended: 19 },
		{ id: 'quick', created: 12, ended: 13 },
	];
	expect(reportedBy(lives, [10, 20, 30])).toEqual([[], ['quick', 'slow'], []]);
});

test('a server that is some minutes behind makes nothing missed, and nothing twice', () => {
	const life = fc.record({ created: fc.nat({ max: 300 }), lasts: fc.nat({ max: 200 }) });
	fc.assert(
		fc.property(
			fc.array(life, { maxLength: 20 }),
			fc.array(fc.nat({ max: 9 }), { minLength: 1, maxLength: 60 }),
			fc.infiniteStream(fc.boolean()),
			(drawn, lags, lacks) => {
				const lives = drawn.map(({ created, lasts }, index) => ({
					id: `msgbatch_${index}`,
					created,
					ended: created + lasts,
				}));
				// The state of some minutes ago; now and then a batch is lacking that is known, or new.
				const late = lags.map((lag, poll) => ({ minute: poll * 10, shows: poll * 10 - lag }));
				const calm = [600, 610].map((minute) => ({ minute, shows: minute }));
				let memory: Memory | undefined;
				const reported = [{ minute: -10, shows: -10 }, ...late, ...calm].flatMap(
					({ minute, shows }) => {
						const asked = memory?.since ?? at(minute - 2 * 24 * 60);
						const batches = lives
							.flatMap((each) => seenAt(shows, each))
							.filter(({ created_at: created }) => String(created) >= asked)
							.filter(({ id, created_at: created }) => {
								const known = { ...memory?.reported, ...memory?.open };
								const mayLack = id in known || String(created) >= at(minute - 9);
								return minute >= 600 || !mayLack || lacks.next().value !== true;
							});
						const look = { batches, asked, present: at(minute) };
						const ended = newlyEnded(look, memory);
						memory = writtenDown(remembered(look, memory));
						return ended.map(({ id }) => id);
					},
				);
				expect(reported.sort()).toEqual(lives.map(({ id }) => id).sort());
			},
		),
		{ numRuns: 300 },
	);
});

test('in a workspace with old batches and none of late, the old ones are no news', () => {
	const old = { id: 'old', created: -10 * 24 * 60, ended: -9 * 24 * 60 };
	const young = { id: 'young', created: 5, ended: 9 };
	expect(reportedBy([old, young], [0, 10, 20])).toEqual([[], ['young'], []]);
});
