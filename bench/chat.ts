/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { createServer } from 'node:http';
import { setTimeout as after } from 'node:timers/promises';
import { API_KEY, CREDENTIAL, question, workflowOf } from '../test/engine/testbed';
import type { Bed } from './bed';
import { medianOf } from './median';
import { round, type Row } from './table';

const PAUSE_MS = 30;

/** How long the first words take from the server to a chat that listens. */
export async function chatRows({ engine }: Bed): Promise<Row[]> {
	let said = 0;
	const server = createServer((request, response) => {
		request.resume().on('end', () => void answer());
		async function answer() {
			response.writeHead(200, { 'content-type': 'text/event-stream' });
			write({ type: 'message_start', message: MESSAGE });
			write({ type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } });
			await after(PAUSE_MS);
			said = performance.now();
			for (const text of ['Hello', ' there', '.']) {
				write({ type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text } });
				await after(PAUSE_MS);
			}
			write({ type: 'content_block_stop', index: 0 });
			write({ type: 'message_delta', delta: { stop_reason: 'end_turn' }, usage: {} });
			write({ type: 'message_stop' });
			response.end();
		}
		function write(event: { type: string; [field: string]: unknown }) {
			response.write(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
		}
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	const port = typeof address === 'object' ? address?.port : undefined;
	const credentials = { [CREDENTIAL]: { apiKey: API_KEY, baseUrl: `http://127.0.0.1:${port}` } };
	const once = async () => {
		let heard = Infinity;
		const run = await engine.run(workflowOf(question('Hello')), {
			credentials,
			mode: 'webhook',
			onChunk: ({ type }) => {
				if (type === 'item') heard = Math.min(heard, performance.now());
			},
		});
		if (run.error !== undefined) throw run.error;
		return heard - said;
	};
	await once();
	const delay = await medianOf(9, once);
	server.closeAllConnections();
	server.close();
	return [
		{
			work: "the first words at a chat, after the server's first text_delta",
			measured: `${round(delay, 1)} ms`,
			bound: '≤ 20 ms',
			value: delay,
			limit: { most: 20 },
		},
	];
}

const MESSAGE = {
	id: 'msg_1',
	type: 'message',
	role: 'assistant',
	model: 'claude-sonnet-5-5',
	content: [],
	stop_reason: null,
	stop_sequence: null,
	usage: { input_tokens: 1, output_tokens: 1 },
};
