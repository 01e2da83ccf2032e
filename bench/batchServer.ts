/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { createServer, type ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';

/** A server whose only batch has ended as soon as it is created. */
export interface BatchServer {
	url: string;
	/** How many requests the batch has. */
	count: number;
	stop(): void;
}

/** @param results writes the lines of the results; those of the created requests, the last first, unless given */
export async function startBatchServer(
	results?: (response: ServerResponse) => void,
): Promise<BatchServer> {
	let ids: string[] = [];
	const server = createServer((request, response) => {
		void answer();
		async function answer() {
			if (request.url?.endsWith('/results')) {
				response.writeHead(200, { 'content-type': 'application/x-jsonl' });
				if (results !== undefined) return results(response);
				for (const id of [...ids].reverse()) response.write(resultLine(id));
				response.end();
				return;
			}
			if (request.method === 'POST') {
				const body: { requests: Array<{ custom_id: string }> } = JSON.parse(
					JSON.stringify(await json(request)),
				);
				ids = body.requests.map(({ custom_id: id }) => id);
				bench.count = ids.length;
			}
			response.writeHead(200, { 'content-type': 'application/json' });
			response.end(JSON.stringify(batchOf(bench.count)));
		}
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	const port = typeof address === 'object' ? address?.port : undefined;
	const bench: BatchServer = {
		url: `http://127.0.0.1:${port}`,
		count: 0,
		stop() {
			server.closeAllConnections();
			server.close();
		},
	};
	return bench;
}

function batchOf(count: number) {
	const counts = { processing: 0, succeeded: count, errored: 0, canceled: 0, expired: 0 };
	const created_at = new Date().toISOString();
	return {
		id: 'msgbatch_1',
		type: 'message_batch',
		processing_status: 'ended',
		request_counts: counts,
		created_at,
		ended_at: created_at,
		expires_at: created_at,
	};
}

/** The result of a request whose ID begins with its number. */
export function resultLine(customId: string, more = ''): string {
	const message = {
		id: `msg_${customId}`,
		type: 'message',
		role: 'assistant',
		model: 'claude-sonnet-5-5',
		content: [{ type: 'text', text: `Answer ${Number.parseInt(customId, 10)}.${more}` }],
		stop_reason: 'end_turn',
		stop_sequence: null,
		usage: { input_tokens: 10, output_tokens: 5 },
	};
	return `${JSON.stringify({ custom_id: customId, result: { type: 'succeeded', message } })}\n`;
}
