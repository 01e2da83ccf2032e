/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { round, type Row } from './table';

const MB = 1024 * 1024;
const SIZE = 300 * MB;

/** Growth of resident memory while one large file goes up and down, each in a fresh process. */
export async function bigFileRows(): Promise<Row[]> {
	const folder = mkdtempSync(join(tmpdir(), 'claude-messages-bench-'));
	const path = join(folder, 'large.bin');
	await pipeline(randomPieces(), createWriteStream(path));
	const expected = await sha256(createReadStream(path));
	const server = await startFileServer(path);
	const growth = async (kind: string) => {
		const args = ['--import', 'tsx', join(__dirname, 'memoryOf.ts')];
		const { stdout } = await promisify(execFile)(process.execPath, [
			...args,
			server.url,
			kind,
			String(SIZE),
			path,
		]);
		return Number(stdout.trim()) / MB;
	};
	const up = await growth('upload');
	const isWhole = server.received.includes(expected);
	const down = await growth('download');
	server.stop();
	rmSync(folder, { recursive: true });
	return [
		row('up', isWhole ? up : Infinity, isWhole ? 'byte for byte' : 'not as it was'),
		row('down', down, 'whole'),
	];
}

function row(way: string, value: number, how: string): Row {
	return {
		work: `a file of 300 MB ${way}: growth of resident memory`,
		measured: `${how}, ${round(value, 0)} MB`,
		bound: '≤ 40 MB',
		value,
		limit: { most: 40 },
	};
}

async function* randomPieces(): AsyncGenerator<Buffer> {
	const piece = Buffer.from(Array.from({ length: MB }, (_, index) => (index * 31) % 251));
	for (let written = 0; written < SIZE; written += MB) {
		piece.writeUInt32LE(written, 0);
		yield Buffer.from(piece);
	}
}

async function sha256(stream: AsyncIterable<Buffer>): Promise<string> {
	const hash = createHash('sha256');
	for await (const chunk of stream) hash.update(chunk);
	return hash.digest('hex');
}

const FILE = {
	id: 'file_1',
	type: 'file',
	filename: 'large.bin',
	mime_type: 'application/octet-stream',
	size_bytes: SIZE,
	created_at: '2026-11-25T00:00:00Z',
	downloadable: true,
};

const MESSAGE = {
	id: 'msg_1',
	type: 'message',
	role: 'assistant',
	model: 'claude-sonnet-5-5',
	content: [{ type: 'text', text: 'Hello' }],
	stop_reason: 'end_turn',
	usage: { input_tokens: 1, output_tokens: 1 },
};

/** Keeps of what is uploaded only the digest of the file in it. */
async function startFileServer(path: string) {
	const received: string[] = [];
	const server = createServer((request, response) => {
		void answer();
		async function answer() {
			if (request.url?.endsWith('/content')) {
				response.writeHead(200, { 'content-type': FILE.mime_type, 'content-length': SIZE });
				return await pipeline(createReadStream(path), response);
			}
			if (request.method === 'POST' && request.url === '/v1/files') {
				received.push(await digestOfFile(request));
			} else request.resume();
			response.writeHead(200, { 'content-type': 'application/json' });
			response.end(JSON.stringify(request.url?.startsWith('/v1/files') ? FILE : MESSAGE));
		}
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	const port = typeof address === 'object' ? address?.port : undefined;
	return {
		url: `http://127.0.0.1:${port}`,
		received,
		stop() {
			server.closeAllConnections();
			server.close();
		},
	};
}

/** The file of a form begins behind the first empty line and has a known length. */
async function digestOfFile(body: AsyncIterable<Buffer>): Promise<string> {
	const hash = createHash('sha256');
	let head: Buffer | undefined = Buffer.alloc(0);
	let left = SIZE;
	for await (const chunk of body) {
		let bytes: Buffer = chunk;
		if (head !== undefined) {
			head = Buffer.concat([head, chunk]);
			const end = head.indexOf('\r\n\r\n');
			if (end === -1) continue;
			bytes = head.subarray(end + 4);
			head = undefined;
		}
		hash.update(bytes.subarray(0, left));
		left -= Math.min(left, bytes.length);
	}
	return hash.digest('hex');
}
