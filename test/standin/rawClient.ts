/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { connect } from 'node:net';
import type { StandIn } from './index';
import { KEY, OLD_VERSION } from './testkit';

export interface RawAnswer {
	/** Everything that came, as latin1. */
	text: string;
	end: 'FIN' | 'RST';
}

/** Posts over a bare socket and reads until the server ends the connection. */
export async function postRaw({ url }: StandIn, body: unknown): Promise<RawAnswer> {
	return await new Promise((resolve) => {
		const socket = connect(Number(new URL(url).port), '127.0.0.1');
		const chunks: Buffer[] = [];
		let end: RawAnswer['end'] = 'FIN';
		socket.on('data', (chunk) => chunks.push(chunk));
		socket.on('error', () => (end = 'RST'));
		socket.on('close', () => resolve({ text: Buffer.concat(chunks).toString('latin1'), end }));
		socket.write(requestText(JSON.stringify(body)));
	});
}

/** A whole request as it is on the wire. */
export function requestText(json: string, length = Buffer.byteLength(json)): string {
	const headers = {
		host: 'stand-in',
		connection: 'close',
		'x-api-key': KEY,
		'content-type': 'application/json',
		'content-length': String(length),
		...OLD_VERSION,
	};
	const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
	return `POST /v1/messages HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n${json}`;
}
