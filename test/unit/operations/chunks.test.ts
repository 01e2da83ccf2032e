import fc from 'fast-check';
import { type IExecuteFunctions, sleep } from 'n8n-workflow';
import { Chunks, chunksOf, type Streaming } from '../../../nodes/ClaudeMessages/operations/chunks';
import { tell } from '../../../nodes/shared/api/endpoints/answerListener';
import { say, speechOf } from '../output/spoken';

type Chunk = [type: string, itemIndex: number, text?: string];

function listening(sendChunk?: Streaming['sendChunk']) {
	const sent: Chunk[] = [];
	const chunks = new Chunks({
		sendChunk(type, itemIndex, text) {
			sent.push(text === undefined ? [type, itemIndex] : [type, itemIndex, String(text)]);
			return sendChunk?.(type, itemIndex, text);
		},
	});
	const speakers = new Map<number, ReturnType<Chunks['listener']>>();
	return {
		chunks,
		sent,
		says(itemIndex: number, words: string) {
			const speaker = speakers.get(itemIndex) ?? chunks.listener(itemIndex, speechOf());
			speakers.set(itemIndex, speaker);
			tell(() => speaker.hear(say(words)));
		},
	};
}

describe('the chunks of items', () => {
	test('go out as they come for the first, and when their turn has come for the others', () => {
		const { chunks, sent, says } = listening();
		says(1, 'C');
		says(0, 'A');
		expect(sent).toEqual([
			['begin', 0],
			['item', 0, 'A'],
		]);
		says(1, 'D');
		says(0, 'B');
		chunks.close(0);
		expect(sent.splice(0).slice(2)).toEqual([
			['item', 0, 'B'],
			['end', 0],
			['begin', 1],
			['item', 1, 'CD'],
		]);
		says(1, 'E');
		chunks.close(1, 'It broke');
		expect(sent).toEqual([
			['item', 1, 'E'],
			['error', 1, 'It broke'],
			['end', 1],
		]);
	});

	test('have an error and an end where nothing was said', () => {
		const { chunks, sent } = listening();
		chunks.close(1, 'No');
		expect(sent).toEqual([]);
		chunks.close(0, 'No model');
		expect(sent).toEqual([
			['begin', 0],
			['error', 0, 'No model'],
			['end', 0],
			['begin', 1],
			['error', 1, 'No'],
			['end', 1],
		]);
	});

	test('are none for an answer of an earlier try, and none for silence', () => {
		const { chunks, sent, says } = listening();
		chunks.silence(1);
		chunks.close(1, 'No');
		chunks.close(0);
		says(2, 'A');
		chunks.close(2);
		expect(sent).toEqual([
			['begin', 2],
			['item', 2, 'A'],
			['end', 2],
		]);
	});

	test('have a begin and an end for an empty answer', () => {
		const { chunks, sent } = listening();
		chunks.listener(0, speechOf());
		chunks.close(0);
		expect(sent).toEqual([
			['begin', 0],
			['end', 0],
		]);
	});

	test('tell the failure of a later item that stops the run', () => {
		const { chunks, sent } = listening();
		chunks.stop(3, 'No model');
		expect(sent).toEqual([
			['begin', 3],
			['error', 3, 'No model'],
			['end', 3],
		]);
	});
});

type Fate = 'answered' | 'failed' | 'silent' | 'remembered';

/** What an item says before it ends. */
interface Script {
	words: string[];
	fate: Fate;
}

const fates = fc.constantFrom<Fate>('answered', 'answered', 'failed', 'silent', 'remembered');

const script: fc.Arbitrary<Script> = fates.chain((fate) =>
	fc.record({
		words:
			fate === 'answered' || fate === 'failed'
				? fc.array(fc.string({ minLength: 1, maxLength: 3 }), {
						minLength: fate === 'answered' ? 1 : 0,
						maxLength: 4,
					})
				: fc.constant<string[]>([]),
		fate: fc.constant(fate),
	}),
);

/** The scripts, and by which item the next step is made. */
const scene = fc.array(script, { maxLength: 12 }).chain((scripts) => {
	const steps = scripts.flatMap(({ words }, index) => [...words, ''].map(() => index));
	return fc.record({
		scripts: fc.constant(scripts),
		steps: fc.shuffledSubarray(steps, { minLength: steps.length, maxLength: steps.length }),
	});
});

test('items come in order and whole, whatever order they are answered in', () => {
	fc.assert(
		fc.property(scene, ({ scripts, steps }) => {
			const { chunks, sent, says } = listening();
			const left = scripts.map(({ words }) => [...words]);
			const over = new Set<number>();
			for (const index of steps) {
				const fate = scripts[index]?.fate;
				const next = left[index]?.shift();
				if (next !== undefined) {
					says(index, next);
					const isFirst = scripts.every((_, other) => other >= index || over.has(other));
					// The first item that has not ended never waits.
					if (isFirst) expect(sent.at(-1)?.slice(0, 2)).toEqual(['item', index]);
					continue;
				}
				over.add(index);
				if (fate === 'silent') chunks.silence(index);
				chunks.close(index, fate === 'failed' || fate === 'silent' ? 'No' : undefined);
			}
			const expected = scripts.flatMap(({ words, fate }, index): Chunk[] => {
				if (fate === 'silent' || fate === 'remembered') return [];
				const item: Chunk[] = words.length === 0 ? [] : [['item', index, words.join('')]];
				const error: Chunk[] = fate === 'failed' ? [['error', index, 'No']] : [];
				return [['begin', index], ...item, ...error, ['end', index]];
			});
			expect(merged(sent)).toEqual(expected);
		}),
		{ numRuns: 2000 },
	);
});

/** With the text of an item in one chunk. */
function merged(sent: readonly Chunk[]): Chunk[] {
	return sent.reduce<Chunk[]>((all, [type, index, words]) => {
		const last = all.at(-1);
		if (type !== 'item' || last?.[0] !== 'item' || last[1] !== index) {
			all.push(words === undefined ? [type, index] : [type, index, words]);
		} else {
			last[2] = `${last[2]}${words}`;
		}
		return all;
	}, []);
}

describe('whoever takes the chunks', () => {
	test.each<[string, () => void]>([
		[
			'throws',
			() => {
				throw new Error('No');
			},
		],
		['rejects', async () => await Promise.reject(new Error('No'))],
	])('may be one that %s', async (_, sendChunk) => {
		const { chunks, sent, says } = listening(sendChunk);
		says(0, 'A');
		chunks.close(0);
		// A rejection that nobody takes would end the test by now.
		await sleep(0);
		expect(sent).toEqual([
			['begin', 0],
			['item', 0, 'A'],
			['end', 0],
		]);
	});

	/** n8n's context, of which only this matters. */
	function contextWith(fields: Record<string, unknown>): IExecuteFunctions {
		return Object.assign(Object.create(null), fields);
	}

	test.each<[string, Record<string, unknown>, boolean, boolean]>([
		['is there', { isStreaming: () => true, sendChunk: () => undefined }, false, true],
		['is not there', { isStreaming: () => false, sendChunk: () => undefined }, false, false],
		['is an agent', { isStreaming: () => true, sendChunk: () => undefined }, true, false],
		['is the agent of n8n 1.x', {}, false, false],
	])('%s', (_, fields, isTool, isHeard) => {
		expect(chunksOf(contextWith(fields), isTool) !== undefined).toBe(isHeard);
	});
});
