/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as after } from 'node:timers/promises';
import { pdfOfSize } from '../fixtures/bigFiles';
import { startTestbed, type Testbed } from './testbed';

let testbed: Testbed;
beforeAll(async () => (testbed = await startTestbed()));
afterAll(async () => await testbed.close());

const MB = 1024 * 1024;

/** Seconds. */
const TIMEOUT = 2;

/**
 * Bytes in a millisecond. The file of 20 MB, 27 MB in Base64, takes longer than Timeout, and what
 * the buffers of the system hold, up to 10 MB, takes less.
 */
const SPEED = (8 * MB) / 1000;

const MESSAGE = {
	id: 'msg_slow',
	type: 'message',
	role: 'assistant',
	model: 'claude-haiku-4-5',
	content: [{ type: 'text', text: 'Arrived.' }],
	stop_reason: 'end_turn',
	stop_sequence: null,
	usage: { input_tokens: 1, output_tokens: 1 },
};

/** A network of one speed, whatever else the machine does. */
async function readSlowly(request: IncomingMessage, upTo: number): Promise<void> {
	const start = performance.now();
	let read = 0;
	for await (const chunk of request as AsyncIterable<Buffer>) {
		read += chunk.length;
		if (read > upTo) return await new Promise(() => undefined);
		const early = start + read / SPEED - performance.now();
		if (early > 5) await after(early);
	}
}

/** Sends a large document over such a network that stops taking any at some point. */
async function upload(upTo: number) {
	const server = createServer((request, response) => {
		void readSlowly(request, upTo).then(
			() => {
				response.setHeader('content-type', 'application/json');
				response.end(JSON.stringify(MESSAGE));
			},
			() => undefined,
		);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	const data = await testbed.engine.store(pdfOfSize(20 * MB), 'a document', 'application/pdf');
	const start = performance.now();
	const { answers } = await testbed.ask(
		{
			messages: {
				values: [{ role: 'user', type: 'document', source: 'binary', binaryField: 'data' }],
			},
			options: { timeout: TIMEOUT, maxRetries: 0 },
		},
		{
			input: [{ json: {}, binary: { data } }],
			credential: { baseUrl: `http://127.0.0.1:${port}` },
			onError: 'continueRegularOutput',
		},
	);
	server.closeAllConnections();
	server.close();
	return { answers, took: performance.now() - start };
}

test('a file may take longer than Timeout to go out, as long as it goes on', async () => {
	const { answers, took } = await upload(Infinity);
	expect(answers).toMatchObject([{ json: { text: 'Arrived.' } }]);
	expect(took).toBeGreaterThan(TIMEOUT * 1000);
});

test('a file that stops on its way is given up after Timeout', async () => {
	const { answers, took } = await upload(4 * MB);
	expect(answers).toMatchObject([{ json: { error: { type: 'connection_timeout' } } }]);
	expect(took).toBeLessThan(TIMEOUT * 1000 * 6);
});
