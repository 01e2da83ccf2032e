import fc from 'fast-check';
import type { Batch } from '../../../nodes/shared/api/endpoints/batches';
import { endedBatches, type Memory } from '../../../nodes/ClaudeMessagesTrigger/endedBatches';

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

/** Polls at these minutes, each time with what the API lists since the last memory. */
function reportedBy(lives: readonly Life[], polls: readonly number[]): string[][] {
	let memory: Memory | undefined;
	return polls.map((minute) => {
		const since = memory?.since ?? '';
		const listed = lives
			.flatMap((life) => seenAt(minute, life))
			.filter(({ created_at: created }) => String(created) >= since);
		const found = endedBatches(listed, memory);
		// n8n writes it down between two polls, and over a restart.
		memory = JSON.parse(JSON.stringify(found.memory));
		return found.ended.map(({ id }) => id);
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
