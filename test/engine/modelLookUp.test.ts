/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { createServer, type Server } from 'node:http';
import { question, startTestbed, type Testbed } from './testbed';

let testbed: Testbed;
let server: Server;
beforeAll(async () => (testbed = await startTestbed()));
afterAll(async () => {
	await testbed.close();
	server.closeAllConnections();
	server.close();
});

const ANSWER = {
	id: 'msg_1',
	type: 'message',
	role: 'assistant',
	model: 'claude-opus-5',
	content: [{ type: 'text', text: 'Hi' }],
	stop_reason: 'end_turn',
	usage: { input_tokens: 1, output_tokens: 1 },
};

test('a server that tells of a model without end does not keep the message from being sent', async () => {
	server = createServer((request, response) => {
		response.writeHead(200, { 'content-type': 'application/json' });
		request.resume();
		if (request.method === 'POST') {
			response.end(JSON.stringify(ANSWER));
			return;
		}
		const more = () => {
			if (!response.destroyed) response.write(' '.repeat(256 * 1024), more);
		};
		more();
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	const port = typeof address === 'object' ? address?.port : undefined;
	const { answers } = await testbed.ask(
		{ ...question('Hello'), maxTokens: 1024, options: { effort: 'high' } },
		{ credential: { baseUrl: `http://127.0.0.1:${port}` } },
	);
	expect(answers).toMatchObject([{ json: { text: 'Hi' } }]);
});
