/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { createServer, type ServerResponse } from 'node:http';

const HOUR = 3_600_000;
const LIST = '/v1/messages/batches';

/** A server whose batches, dates and clock a test makes up. */
export interface BatchServer {
	url: string;
	/** The newest first. */
	list: Array<Record<string, unknown>>;
	/** IDs of batches whose results it refuses. */
	refused: Set<string>;
	/** IDs of batches of whose results it sends nothing. */
	empty: Set<string>;
	/** Its clock in milliseconds since 1970; undefined where it tells none. */
	now: number | undefined;
	/** Paths that were asked for. */
	asked: string[];
	close(): Promise<void>;
}

export async function startBatchServer(): Promise<BatchServer> {
	const server = createServer((request, response) => {
		const [path = ''] = (request.url ?? '').split('?');
		state.asked.push(path);
		response.sendDate = false;
		if (state.now !== undefined) response.setHeader('date', new Date(state.now).toUTCString());
		const id = path.replace(`${LIST}/`, '').replace('/results', '');
		if (path === LIST) send(response, 200, { data: state.list, has_more: false });
		else if (state.refused.has(id)) send(response, 403, REFUSAL);
		else if (state.empty.has(id)) response.end();
		else response.end(JSON.stringify({ custom_id: '0-made', result: { type: 'canceled' } }));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	const port = typeof address === 'object' && address !== null ? address.port : 0;
	const state: BatchServer = {
		url: `http://127.0.0.1:${port}`,
		list: [],
		refused: new Set(),
		empty: new Set(),
		now: Date.now(),
		asked: [],
		async close() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
	return state;
}

const REFUSAL = { type: 'error', error: { type: 'permission_error', message: 'Not now' } };

function send(response: ServerResponse, status: number, body: object) {
	response.writeHead(status, { 'content-type': 'application/json' });
	response.end(JSON.stringify(body));
}

/** A batch of one request that has ended, created so many hours before or after now. */
export function endedBatch(id: string, hours: number, more: object = {}): Record<string, unknown> {
	const created = Date.now() + hours * HOUR;
	return {
		id,
		type: 'message_batch',
		processing_status: 'ended',
		request_counts: { processing: 0, succeeded: 0, errored: 0, canceled: 1, expired: 0 },
		created_at: new Date(created).toISOString(),
		ended_at: new Date(created + 1000).toISOString(),
		...more,
	};
}

/** The same batch while it is worked on. */
export function openBatch(id: string, hours: number): Record<string, unknown> {
	return endedBatch(id, hours, { processing_status: 'in_progress', ended_at: null });
}
