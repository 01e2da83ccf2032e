import { settledMegabytes, watchHeap } from '../test/heap';
import { longestHold } from '../test/longestHold';
import { question } from '../test/engine/testbed';
import { type Bed, questions } from './bed';
import { medianOf } from './median';
import { startOwnServer } from './ownServer';
import { startServer } from './server';
import { round, type Row } from './table';

/** Work that is large in one way or another: what is held, for how long, and what it costs. */
export async function loadRows(bed: Bed, isShort: boolean): Promise<Row[]> {
	const server = await startServer();
	await bed.ask(server.url, 500, {});
	const rows = [
		await promptRow(bed, server.url),
		await answersRow(bed),
		await eventRow(bed),
		await holdRow(bed, server.url),
		await manyRow(bed, server.url, isShort),
	];
	await server.stop();
	return rows;
}

const PROMPT = 'You know the catalogue of a shop by heart. '.repeat(4651).slice(0, 200_000);

async function promptRow(bed: Bed, url: string): Promise<Row> {
	const items = questions(3000).map(({ json }) => ({ json: { ...json, system: PROMPT } }));
	const watch = watchHeap(400);
	const parameters = { ...question('={{ $json.question }}'), system: '={{ $json.system }}' };
	await bed.measure({ ...parameters, maxTokens: 1024 }, items, url);
	const most = watch.stop();
	return {
		work: '3000 items that share a system prompt of 200 KB by expression: the most that was held',
		measured: `${round(most, 0)} MB`,
		bound: '≤ 60 MB',
		value: most,
		limit: { most: 60 },
	};
}

const LONG_ANSWER = {
	id: 'msg_1',
	type: 'message',
	role: 'assistant',
	model: 'claude-sonnet-5-5',
	content: [{ type: 'text', text: 'word '.repeat(40_000) }],
	stop_reason: 'end_turn',
	stop_sequence: null,
	usage: { input_tokens: 10, output_tokens: 40_000 },
};

const IMAGE = {
	data: 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
	mimeType: 'image/png',
};

async function answersRow(bed: Bed): Promise<Row> {
	const server = await startOwnServer('application/json', Buffer.from(JSON.stringify(LONG_ANSWER)));
	const ask = async (count: number) => {
		const input = Array.from({ length: count }, () => ({ json: {}, binary: { data: IMAGE } }));
		const values = [{ role: 'user', type: 'image', source: 'binary', binaryField: 'data' }];
		await bed.measure({ messages: { values }, maxTokens: 1024 }, input, server.url);
	};
	await ask(50);
	const before = await settledMegabytes();
	await ask(500);
	// The engine lets go of a run's items when the next one ends.
	await ask(5);
	const left = Math.max(0, (await settledMegabytes()) - before);
	await server.stop();
	return {
		work: '500 answers of 200 KB to items with an image: what stays behind',
		measured: `${round(left, 0)} MB`,
		bound: '≤ 10 MB',
		value: left,
		limit: { most: 10 },
	};
}

async function eventRow(bed: Bed): Promise<Row> {
	const text = 'x'.repeat(16 * 1024 * 1024);
	const events = [
		{ type: 'message_start', message: { ...LONG_ANSWER, content: [], stop_reason: null } },
		{ type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } },
		{ type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text } },
		{ type: 'content_block_stop', index: 0 },
		{ type: 'message_delta', delta: { stop_reason: 'end_turn' }, usage: { output_tokens: 1 } },
		{ type: 'message_stop' },
	];
	const stream = events
		.map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`)
		.join('');
	const server = await startOwnServer('text/event-stream', Buffer.from(stream));
	const once = async () => (await bed.ask(server.url, 1, { streaming: 'always' })).cpu / 1000;
	const cpu = await medianOf(3, once);
	await server.stop();
	return {
		work: 'one event of 16 MB in a stream: processor time, the server’s included',
		measured: `${round(cpu)} s`,
		bound: '≤ 0.5 s',
		value: cpu,
		limit: { most: 0.5 },
	};
}

/** Milliseconds. */
const LONGEST_HOLD = 50;

async function holdRow(bed: Bed, url: string): Promise<Row> {
	let hold = Infinity;
	for (let look = 0; look < 3 && hold > LONGEST_HOLD; look++) {
		// What else the machine does only adds.
		hold = Math.min(hold, await longestHold(async () => await bed.ask(url, 10_000, {})));
	}
	return {
		work: '10000 items: the longest time for which n8n could do nothing else, at best of three',
		measured: `${round(hold, 0)} ms`,
		bound: `≤ ${LONGEST_HOLD} ms`,
		value: hold,
		limit: { most: LONGEST_HOLD },
	};
}

async function manyRow(bed: Bed, url: string, isShort: boolean): Promise<Row> {
	const many = isShort ? 10_000 : 100_000;
	const thousands = async () =>
		await medianOf(5, async () => (await bed.ask(url, 1000, {})).cpu / 1000);
	// Before and behind, so that a machine that gets slower gets slower for both.
	const before = await thousands();
	const { cpu } = await bed.ask(url, many, {});
	const thousand = (before + (await thousands())) / 2;
	return {
		work: `${many} items against 1000: processor time per item`,
		measured: `${round(cpu / many)} ms, ${round(cpu / many / thousand)} × (${round(thousand)} ms)`,
		bound: '≤ 1.1 ×',
		value: cpu / many / thousand,
		limit: { most: 1.1 },
	};
}
