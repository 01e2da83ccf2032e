/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, ClientRequest } from 'node:http';

const PATHS = /^\/v1\/(messages|files)/;

/** Reports every answer of the Messages API and the Files API to this process, whoever asked. */
export function onAnswer(report: (status: number) => void): void {
	subscribe('http.client.response.finish', (message) => {
		if (isExchange(message) && PATHS.test(message.request.path)) {
			report(message.response.statusCode ?? 0);
		}
	});
}

function isExchange(
	message: unknown,
): message is { request: ClientRequest; response: IncomingMessage } {
	return (
		typeof message === 'object' && message !== null && 'request' in message && 'response' in message
	);
}
