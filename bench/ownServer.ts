/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { createServer } from 'node:http';
import type { Server } from './server';

/** A server in this process that gives the same answer to every request, once it has read it. */
export async function startOwnServer(type: string, answer: Buffer): Promise<Server> {
	const server = createServer((incoming, outgoing) => {
		incoming.resume();
		incoming.on('end', () => {
			outgoing.writeHead(200, { 'content-type': type, 'content-length': answer.length });
			outgoing.end(answer);
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	const port = typeof address === 'object' ? address?.port : undefined;
	return {
		url: `http://127.0.0.1:${port}`,
		async stop() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
