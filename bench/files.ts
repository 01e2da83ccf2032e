/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { createReadStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BinaryDataService } from 'n8n-core';
import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { Container } from '../test/engine/container';
import { pngOfSize } from '../test/fixtures/bigFiles';
import type { Bed } from './bed';
import { medianOf } from './median';
import { startServer } from './server';
import { round, type Row } from './table';

const PICTURE = pngOfSize(3_000_000);

const ASKING: INodeParameters = {
	messages: { values: [{ role: 'user', type: 'image', source: 'binary', binaryField: 'data' }] },
	options: { concurrency: 5 },
};

/** What reading and sending stored files takes. */
export async function fileRows(bed: Bed, isShort: boolean): Promise<Row[]> {
	const server = await startServer();
	const times = isShort ? 1 : 3;
	const many = isShort ? 200 : 1000;
	const forty = await medianOf(times, async () => await firstRequest(bed, server.url, 40));
	const thousand = await medianOf(times, async () => await firstRequest(bed, server.url, many));
	const opens = await opensOfEach(bed, server.url, 20);
	const processor = await againstPlain(bed, server.url, isShort ? 5 : 7);
	await server.stop();
	return [
		{
			work: '40 images of 3 MB: time to the first request',
			measured: `${round(forty)} s`,
			bound: '≤ 0.3 s',
			value: forty,
			limit: { most: 0.3 },
		},
		{
			work: `${many} images of 3 MB: time to the first request`,
			measured: `${round(thousand)} s`,
			bound: '≤ 1 s',
			value: thousand,
			limit: { most: 1 },
		},
		{
			work: 'opens of each stored file',
			measured: round(opens, 1),
			bound: '≤ 2',
			value: opens,
			limit: { most: 2 },
		},
		{
			work: 'an image of 3 MB: processor time against plain Node.js',
			measured: `${round(processor)} ×`,
			bound: '≤ 1.8 ×',
			value: processor,
			limit: { most: 1.8 },
		},
	];
}

async function pictures(bed: Bed, count: number): Promise<INodeExecutionData[]> {
	const items: INodeExecutionData[] = [];
	for (let index = 0; index < count; index++) {
		const data = await bed.engine.store(PICTURE, 'image.png', 'image/png');
		items.push({ json: {}, binary: { data } });
	}
	return items;
}

/** Every stored file is opened through this. */
function watchOpens(opened: (id: string, step: number | undefined) => void): () => void {
	const service = Container.get(BinaryDataService);
	const original = service.getAsStream.bind(service);
	service.getAsStream = async (id, step) => {
		opened(id, step);
		return await original(id, step);
	};
	return () => {
		service.getAsStream = original;
	};
}

/** Seconds until a file is opened for the second time, which is when its request begins. */
async function firstRequest(bed: Bed, url: string, count: number): Promise<number> {
	// Distinct files for the storage, few bytes for the disk: the heads are what is read.
	const stored = await pictures(bed, Math.min(count, 40));
	const input = Array.from(
		{ length: count },
		(_, index) => stored[index % stored.length] ?? { json: {} },
	);
	const distinct = input.map((item, index) => withAlias(item, index));
	const started = performance.now();
	let first = Infinity;
	const seen = new Set<string>();
	const stop = watchOpens((id) => {
		if (seen.has(id)) first = Math.min(first, performance.now() - started);
		seen.add(id);
	});
	try {
		await bed.measure(ASKING, distinct, url);
	} finally {
		stop();
	}
	return first / 1000;
}

/** The same stored file under another name, which nothing that remembers names takes for the same. */
function withAlias(item: INodeExecutionData, index: number): INodeExecutionData {
	const { data } = item.binary ?? {};
	if (data?.id === undefined) return item;
	const alias = data.id.replace('/binary_data/', `/binary_data/${'./'.repeat((index / 40) | 0)}`);
	return { json: {}, binary: { data: { ...data, id: alias } } };
}

async function opensOfEach(bed: Bed, url: string, count: number): Promise<number> {
	const input = await pictures(bed, count);
	let opens = 0;
	const stop = watchOpens(() => opens++);
	try {
		await bed.measure(ASKING, input, url);
	} finally {
		stop();
	}
	return opens / count;
}

/** In turn, so that a machine that gets slower gets slower for both. */
async function againstPlain(bed: Bed, url: string, times: number): Promise<number> {
	const COUNT = 20;
	const input = await pictures(bed, COUNT);
	const folder = mkdtempSync(join(tmpdir(), 'claude-messages-bench-'));
	const path = join(folder, 'image.png');
	writeFileSync(path, PICTURE);
	const agent = new Agent({ keepAlive: true });
	const ours = async () =>
		(await bed.measure({ ...ASKING, options: { concurrency: 1 } }, input, url)).cpu;
	const plain = async () => {
		const before = process.cpuUsage();
		for (let index = 0; index < COUNT; index++) await plainUpload(url, path, agent);
		const { user, system } = process.cpuUsage(before);
		return (user + system) / 1000;
	};
	await ours();
	await plain();
	const least = { ours: Infinity, plain: Infinity };
	// What else the machine does only adds to either.
	for (let time = 0; time < times; time++) {
		least.ours = Math.min(least.ours, await ours());
		least.plain = Math.min(least.plain, await plain());
	}
	agent.destroy();
	rmSync(folder, { recursive: true });
	return least.ours / least.plain;
}

/** The same body by Node.js alone. */
async function plainUpload(url: string, path: string, agent: Agent): Promise<void> {
	const [before = '', behind = ''] = JSON.stringify({
		model: 'claude-sonnet-5-5',
		max_tokens: 8192,
		messages: [
			{
				role: 'user',
				content: [
					{ type: 'image', source: { type: 'base64', media_type: 'image/png', data: '%' } },
				],
			},
		],
	}).split('%');
	const length = before.length + Math.ceil(PICTURE.length / 3) * 4 + behind.length;
	await new Promise<void>((resolve, reject) => {
		const out = request(
			`${url}/v1/messages`,
			{
				method: 'POST',
				agent,
				headers: {
					'content-type': 'application/json',
					'content-length': length,
					'anthropic-version': '2023-06-01',
					'x-api-key': 'sk-ant-stand-in',
				},
			},
			(answer) => answer.resume().on('end', resolve),
		);
		out.on('error', reject);
		void send(out);
	});

	async function send(out: ReturnType<typeof request>): Promise<void> {
		out.write(before);
		for await (const chunk of createReadStream(path, { highWaterMark: 48 * 1024 })) {
			if (!out.write(chunk.toString('base64'), 'latin1')) {
				await new Promise((resolve) => out.once('drain', resolve));
			}
		}
		out.end(behind);
	}
}
