/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as after } from 'node:timers/promises';
import { question, startTestbed, type Testbed } from './testbed';

let testbed: Testbed;
let server: Server | undefined;
beforeAll(async () => (testbed = await startTestbed()));
afterEach(() => {
	server?.closeAllConnections();
	server?.close();
});
afterAll(async () => await testbed.close());

const ANSWER = {
	id: 'msg_1',
	type: 'message',
	role: 'assistant',
	model: 'claude-opus-5',
	content: [{ type: 'text', text: 'Hi' }],
	stop_reason: 'end_turn',
	usage: { input_tokens: 1, output_tokens: 1 },
};

/** Asks with an option that needs to know the model, of a server that answers what is asked of it so. */
async function askWith(tell: (response: ServerResponse) => void) {
	server = createServer((request, response) => {
		request.resume();
		if (request.method === 'POST') response.end(JSON.stringify(ANSWER));
		else tell(response);
	});
	const { port } = await listening(server);
	return await testbed.ask(
		{ ...question('Hello'), maxTokens: 1024, options: { effort: 'high' } },
		{ credential: { baseUrl: `http://127.0.0.1:${port}` } },
	);
}

test('a server that tells of a model without end does not keep the message from being sent', async () => {
	const { answers } = await askWith((response) => {
		response.writeHead(200, { 'content-type': 'application/json' });
		const more = () => {
			if (!response.destroyed) response.write(' '.repeat(256 * 1024), more);
		};
		more();
	});
	expect(answers).toMatchObject([{ json: { text: 'Hi' } }]);
});

test.each([404, 500])(
	'a server that tells nothing of models (%s) is left no open connection',
	async (status) => {
		const { answers } = await askWith((response) => {
			response.writeHead(status, { 'content-type': 'application/json' });
			response.end(JSON.stringify({ error: { message: 'x'.repeat(20_000_000) } }));
		});
		expect(answers).toMatchObject([{ json: { text: 'Hi' } }]);
		await closed();
		expect(await openConnections()).toBe(0);
	},
);

/** Time for what was ended to be closed; ends as soon as it is. */
async function closed(): Promise<void> {
	for (let time = 0; time < 50 && (await openConnections()) > 0; time++) await after(20);
}

async function openConnections(): Promise<number> {
	return await new Promise((resolve, reject) => {
		server?.getConnections((error, count) => (error ? reject(error) : resolve(count)));
	});
}

async function listening(of: Server): Promise<AddressInfo> {
	await new Promise<void>((resolve) => of.listen(0, '127.0.0.1', resolve));
	const address = of.address();
	if (address === null || typeof address === 'string') throw new RangeError('There is no port');
	return address;
}
