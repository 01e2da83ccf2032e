import { readEvents } from '../../../../nodes/shared/api/endpoints/readEvents';
import { answerOf } from '../../output/messages';
import { byNode, bySdk, connection } from './reading';
import { opened } from './talking';
import { delta, end, start, words } from './transcripts';

const START = {
	type: 'message_start',
	message: { ...answerOf([]).message, content: [], stop_reason: null },
};
const END = [
	{ type: 'message_delta', delta: { stop_reason: 'end_turn' }, usage: { output_tokens: 2 } },
	{ type: 'message_stop' },
];
const begins = (index: number, type = 'text') => ({
	type: 'content_block_start',
	index,
	content_block: type === 'text' ? { type, text: '' } : { type, thinking: '', signature: '' },
});
const says = (index: number, text: unknown) => ({
	type: 'content_block_delta',
	index,
	delta: { type: 'text_delta', text },
});
const thinks = (index: number, thinking: string) => ({
	type: 'content_block_delta',
	index,
	delta: { type: 'thinking_delta', thinking },
});

async function contentOf(events: object[]): Promise<unknown> {
	const body = [START, ...events, ...END]
		.map((each) => `data: ${JSON.stringify(each)}\n\n`)
		.join('');
	const headers = { 'content-type': 'text/event-stream' };
	const { content } = await readEvents(connection, opened({ headers, body }), () => undefined);
	return content.map((block) =>
		block.type === 'text' ? block.text : block.type === 'thinking' ? [block.thinking] : block.type,
	);
}

test.each<[string, object[], unknown[]]>([
	['whose only block has the number 1', [begins(1), says(1, 'Hel'), says(1, 'lo')], ['Hello']],
	['whose block never began', [says(0, 'Hel'), says(0, 'lo')], ['Hello']],
	[
		'whose text has another number than its block',
		[begins(0), says(1, 'Hel'), says(1, 'lo')],
		['Hello'],
	],
	['with a number as text', [begins(0), says(0, 'It is '), says(0, 5)], ['It is 5']],
	[
		'whose blocks are counted from 1',
		[begins(1, 'thinking'), thinks(1, 'Hm'), begins(2), says(2, 'Yes')],
		[['Hm'], 'Yes'],
	],
	[
		'whose blocks never began, of two kinds',
		[thinks(0, 'Hm'), thinks(0, '.'), says(1, 'Yes')],
		[['Hm.'], 'Yes'],
	],
	[
		'with text for a block that never began, behind one that did',
		[begins(0), says(0, 'Hel'), says(7, 'l'), says(7, 'o')],
		['Hel', 'lo'],
	],
	['whose two blocks never began', [says(0, 'A'), says(1, 'B'), says(0, 'a')], ['Aa', 'B']],
	[
		'whose blocks come in turn',
		[begins(0), begins(1), says(0, 'A'), says(1, 'B'), says(0, 'a')],
		['Aa', 'B'],
	],
])('a stream %s loses no text', async (_, events, content) => {
	expect(await contentOf(events)).toEqual(content);
});

test('text for a block that never began is kept, where the SDK drops it: it is paid for', async () => {
	const stream =
		start() + words(0, 'Hi') + delta(7, { type: 'text_delta', text: ' there' }) + end();
	const bytes = Buffer.from(stream);
	expect(await bySdk(bytes)).toMatchObject({ content: [{ text: 'Hi' }] });
	expect((await byNode([bytes])).content).toMatchObject([{ text: 'Hi' }, { text: ' there' }]);
});
