/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { readdirSync, readlinkSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as after } from 'node:timers/promises';
import type { IBinaryData } from 'n8n-workflow';
import { pngOfSize } from '../fixtures/bigFiles';
import { userFolder } from './environment';
import { API_KEY, CREDENTIAL, startTestbed, type Testbed, workflowOf } from './testbed';

const TIMES = 50;

let testbed: Testbed;
let data: IBinaryData;
beforeAll(async () => {
	testbed = await startTestbed();
	data = await testbed.engine.store(pngOfSize(3_000_000), 'a picture', 'image/png');
});
afterAll(async () => await testbed.close());

/** Files of n8n's storage that this process has open, as the system counts them. */
function openFiles(): number {
	return readdirSync('/proc/self/fd').filter((descriptor) => {
		try {
			return readlinkSync(`/proc/self/fd/${descriptor}`).startsWith(userFolder);
		} catch {
			return false;
		}
	}).length;
}

/** Time for what was closed to be closed; ends as soon as it is. */
async function settled(): Promise<number> {
	for (let time = 0; time < 100 && openFiles() > 0; time++) await after(20);
	return openFiles();
}

const parameters = {
	messages: { values: [{ role: 'user', type: 'image', source: 'binary', binaryField: 'data' }] },
	options: { maxRetries: 0, timeout: 1, concurrency: TIMES },
};

function refusal(status: number, type: string) {
	return (_: IncomingMessage, response: ServerResponse) => {
		response.writeHead(status, { 'content-type': 'application/json' });
		response.end(JSON.stringify({ type: 'error', error: { type, message: 'No.' } }));
	};
}

async function listening(server: Server): Promise<string> {
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const LIMITED = refusal(429, 'rate_limit_error');

const HANDLERS: Array<[string, (request: IncomingMessage, response: ServerResponse) => void]> = [
	['refuses it as too large', refusal(413, 'request_too_large')],
	['refuses the key', refusal(401, 'authentication_error')],
	['refuses it for the limit', LIMITED],
	[
		'refuses it and closes',
		(request, response) => {
			response.setHeader('connection', 'close');
			refusal(413, 'request_too_large')(request, response);
		},
	],
	['resets the connection', (request) => request.socket.resetAndDestroy()],
	['says nothing', () => undefined],
	['takes some and resets', (request) => request.once('data', () => request.socket.destroy())],
];

const input = (count = TIMES) =>
	Array.from({ length: count }, () => ({ json: {}, binary: { data } }));

test.each(HANDLERS)('no file stays open when the server %s', async (_, handle) => {
	const server = createServer(handle);
	const baseUrl = await listening(server);
	// Behind a limit that lets nothing in, items that have not started would wait.
	const count = handle === LIMITED ? 3 : TIMES;
	const { answers } = await testbed.ask(parameters, {
		input: input(count),
		credential: { baseUrl },
		onError: 'continueRegularOutput',
	});
	expect(answers.filter(({ json }) => json.error !== undefined)).toHaveLength(count);
	expect(await settled()).toBe(0);
	server.closeAllConnections();
	server.close();
});

test('no file stays open when no server is there', async () => {
	const { answers } = await testbed.ask(parameters, {
		input: input(),
		credential: { baseUrl: 'http://127.0.0.1:9' },
		onError: 'continueRegularOutput',
	});
	expect(answers.filter(({ json }) => json.error !== undefined)).toHaveLength(TIMES);
	expect(await settled()).toBe(0);
});

test('no file stays open when Stop is pressed while it goes out', async () => {
	let uploads = 0;
	const server = createServer((request) => request.once('data', () => uploads++));
	const baseUrl = await listening(server);
	const execution = testbed.engine.begin(workflowOf({ ...parameters, options: { timeout: 60 } }), {
		credentials: { [CREDENTIAL]: { apiKey: API_KEY, baseUrl } },
		input: input(),
	});
	while (uploads < 5) await after(10);
	execution.cancel();
	await execution.catch(() => undefined);
	expect(await settled()).toBe(0);
	server.closeAllConnections();
	server.close();
});
