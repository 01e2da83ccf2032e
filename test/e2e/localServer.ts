/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server of this machine that a tool asks. */
export interface LocalServer {
	url: string;
	close(): Promise<void>;
}

/** What is answered in JSON; without a body nothing more than the status. */
export interface LocalAnswer {
	status?: number;
	body?: unknown;
}

export async function startLocalServer(
	answer: (request: IncomingMessage, body: string) => LocalAnswer,
): Promise<LocalServer> {
	const server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const { status = 200, body } = answer(request, Buffer.concat(chunks).toString());
			if (body === undefined) response.writeHead(status).end();
			else {
				response
					.writeHead(status, { 'content-type': 'application/json' })
					.end(JSON.stringify(body));
			}
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}`,
		async close() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
