import type { StructuredChunk } from 'n8n-workflow';
import { question } from '../../engine/testbed';
import type { StandIn } from '../../standin';
import { streamed } from '../streamed';
import { until } from '../until';
import { byChat } from '../webhooks';
import { answersTo, begun, QueueBed, texts } from './bed';

/** Asks what the item says. */
const QUESTION = question('={{ $json.text }}');

describe('a main and two workers', () => {
	let bed: QueueBed;
	let standIn: StandIn;
	beforeAll(async () => {
		bed = await QueueBed.start('n8n-2');
		({ standIn } = bed);
	});
	beforeEach(() => standIn.reset());
	afterAll(async () => await bed?.close());

	/** Runs executions at once; each is a list of texts. */
	async function askAll(path: string, executions: readonly string[][]): Promise<unknown[]> {
		return await Promise.all(executions.map(async (each) => await bed.ask(path, each)));
	}

	const begunByEach = () => bed.cluster.workers.map((worker) => begun(worker).length);

	test('200 items in 20 executions are asked and answered once each, by both workers', async () => {
		const { path } = await bed.webhook(bed.asking(QUESTION));
		standIn.latencyMs = 300;
		const before = begunByEach();
		const executions = Array.from({ length: 20 }, (_, index) => texts(10, `Execution ${index}`));
		const answers = await askAll(path, executions);
		expect(answers).toMatchObject(executions.map(answersTo));
		expect(bed.asked().sort()).toEqual(executions.flat().sort());
		const shares = begunByEach().map((count, worker) => count - (before[worker] ?? 0));
		expect(shares).toEqual([expect.any(Number), expect.any(Number)]);
		expect(Math.min(...shares)).toBeGreaterThan(0);
		expect(shares.reduce((sum, share) => sum + share, 0)).toBe(20);
	});

	/** Four hundred items at a limit of 20 requests a second: the time that they take, against the least possible. */
	async function ratioAtLimit(path: string, name: string): Promise<number> {
		standIn.reset();
		const limit = { perSecond: 20, burst: 5 };
		standIn.latencyMs = 300;
		standIn.limitRequests(limit);
		const before = begunByEach();
		const executions = Array.from({ length: 20 }, (_, index) => texts(20, `${name} ${index}`));
		expect(await askAll(path, executions)).toMatchObject(executions.map(answersTo));
		expect(standIn.limits.granted).toBe(400);
		expect(begunByEach().every((count, worker) => count > (before[worker] ?? 0))).toBe(true);
		// What the limit lets in at once, the rest one after the other, and the last one's answer.
		const ideal = ((400 - limit.burst) / limit.perSecond) * 1000 + standIn.latencyMs;
		const first = Math.min(...standIn.requests.map(({ at }) => at));
		const last = Math.max(...standIn.requests.map(({ endedAt = 0 }) => endedAt));
		return (last - first) / ideal;
	}

	test('two workers with one key lose nothing at a limit of 20 requests a second, and need at most 1.5 times the ideal time', async () => {
		const { path } = await bed.webhook(bed.asking(QUESTION));
		await askAll(path, [['First'], ['Second'], ['Third'], ['Fourth']]);
		let ratio = Infinity;
		// What else the machine does only adds.
		for (let time = 0; time < 2 && ratio > 1.5; time++) {
			ratio = Math.min(ratio, await ratioAtLimit(path, `Limited ${time}`));
		}
		expect(ratio).toBeLessThanOrEqual(1.5);
	});

	/** What a caller hears, and whether the stand-in was still sending then. */
	async function heard(path: string, body: Parameters<typeof streamed>[1]) {
		const chunks: Array<StructuredChunk & { isOpen: boolean }> = [];
		for await (const chunk of streamed(`${bed.cluster.url}/webhook/${path}`, body)) {
			chunks.push({ ...chunk, isOpen: standIn.requests[0]?.endedAt === undefined });
		}
		const text = chunks.map(({ content }) => content ?? '').join('');
		return { chunks, text };
	}

	test.each(['webhook', 'chat'])(
		'a %s hears an answer from a worker while the API still sends it',
		async (way) => {
			standIn.queue({ kind: 'stream', deltaDelayMs: 200 });
			const isChat = way === 'chat';
			const spoken = isChat
				? { action: 'sendMessage', sessionId: 'tried', chatInput: 'Hello there' }
				: [{ text: 'Hello there' }];
			const file = bed.asking(isChat ? question('={{ $json.chatInput }}') : QUESTION);
			const path = isChat
				? `${await chat(file)}/chat`
				: (await bed.webhook(file, 'streaming')).path;
			const { chunks, text } = await heard(path, spoken);
			expect(text).toBe('You asked: "Hello there"');
			expect(chunks[0]).toMatchObject({ type: 'begin', isOpen: true });
			expect(chunks.find(({ type }) => type === 'item')).toMatchObject({ isOpen: true });
			expect(chunks.at(-1)).toMatchObject({ type: 'end' });
		},
	);

	async function chat(file: Parameters<typeof byChat>[0]): Promise<string> {
		const path = bed.nextPath();
		await bed.activated(byChat(file, path));
		return path;
	}

	test("Stop in the editor closes a worker's open requests, and nothing new starts", async () => {
		const open = 10;
		standIn.queue(...Array.from({ length: open }, () => ({ kind: 'hang' }) as const));
		const { path, id } = await bed.webhook(bed.asking(QUESTION), 'onReceived');
		await bed.ask(path, texts(30, 'Stopped'));
		await until(() => standIn.open === open);
		const running = await bed.cluster.rest.runningExecution();
		await bed.cluster.rest.post(`/rest/executions/${running}/stop`, {});
		await until(() => standIn.open === 0);
		expect(standIn.requests.map(({ aborted }) => aborted)).toEqual(Array(open).fill(true));
		expect((await bed.cluster.rest.lastExecution(id)).status).toBe('canceled');
		// Both workers have done something else since then.
		const before = begunByEach();
		const other = await bed.webhook(bed.asking(QUESTION));
		for (let more = 0; begunByEach().some((count, worker) => count === before[worker]); more++) {
			await askAll(other.path, [[`More ${more}`], [`More too ${more}`]]);
		}
		expect(bed.asked().filter((text) => text.startsWith('Stopped'))).toHaveLength(open);
	});
});
