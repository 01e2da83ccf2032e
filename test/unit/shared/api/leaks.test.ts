/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { Readable } from 'node:stream';
import type { IExecuteFunctions } from 'n8n-workflow';
import { connect } from '../../../../nodes/shared/api/transport/connection';
import { JsonBody } from '../../../../nodes/shared/api/transport/jsonBody';
import { openAnswer } from '../../../../nodes/shared/api/transport/openAnswer';
import { readMessage } from '../../../../nodes/shared/api/endpoints/readMessage';
import { heapGrowth } from '../../heapGrowth';
import { connection } from './reading';
import { end, start, TEXT, words } from './transcripts';

const MEGABYTE = 1024 * 1024;
const HEADERS = { 'content-type': 'text/event-stream' };

/** The longest that the option takes, so that whatever waits for its end is still there. */
const TIMEOUT = 2_147_483;

function bodyOf(text: string): Readable {
	return Readable.from([Buffer.from(text)]);
}

const LARGE = start() + words(0, 'x'.repeat(200_000)) + end();

test('500 answers of 200 KB leave nothing behind', async () => {
	const growth = await heapGrowth(500, async () => {
		const answer = { statusCode: 200, headers: HEADERS, body: bodyOf(LARGE) };
		const open = openAnswer(answer, { host: 'api.example', timeout: TIMEOUT });
		await readMessage(connection, open, {}, () => undefined);
	});
	expect(growth).toBeLessThan(4 * MEGABYTE);
});

/** A signal that counts who listens. */
class CountedSignal {
	listeners = 0;

	readonly controller = new AbortController();

	constructor() {
		const { signal } = this.controller;
		const { addEventListener } = signal;
		signal.addEventListener = (...args: Parameters<typeof addEventListener>) => {
			this.listeners++;
			const options = args[2];
			const gone = typeof options === 'object' ? options.signal : undefined;
			gone?.addEventListener('abort', () => this.listeners--);
			addEventListener.apply(signal, args);
		};
	}
}

type Helpers = IExecuteFunctions['helpers'];

/** A context whose requests are answered with a stream, or fail. */
function contextWith(signal: AbortSignal, answer: () => unknown): IExecuteFunctions {
	const helpers: Pick<Helpers, 'httpRequestWithAuthentication'> = {
		httpRequestWithAuthentication: async () => await Promise.resolve(answer()),
	};
	return Object.assign(Object.create(null), { helpers, getExecutionCancelSignal: () => signal });
}

const credential = { apiKey: 'sk-ant-test', baseUrl: 'https://api.example' };
const request = (body: JsonBody | string) => ({
	method: 'POST' as const,
	path: '/v1/messages',
	apiVersion: '2023-06-01',
	body,
	stream: true,
	timeout: TIMEOUT,
});
const upload = () => new JsonBody({ parts: ['{}'], byteLength: 2 });

describe('nothing listens to Stop any more', () => {
	test.each<[string, () => unknown]>([
		['after a stream', () => ({ statusCode: 200, headers: HEADERS, body: bodyOf(TEXT) })],
		[
			'after a stream that broke off',
			() => ({ statusCode: 200, headers: HEADERS, body: bodyOf(TEXT.slice(0, 300)) }),
		],
		['after a whole answer', () => ({ statusCode: 200, headers: HEADERS, body: TEXT })],
		['after a failure', () => Promise.reject(new Error('No'))],
	])('%s', async (_, answer) => {
		const stop = new CountedSignal();
		const api = connect(contextWith(stop.controller.signal, answer), credential);
		let most = 0;
		for (const body of [upload(), '{}']) {
			await api
				.request(request(body))
				.then(async (open) => {
					most = Math.max(most, stop.listeners);
					return await readMessage(connection, open, {}, () => undefined);
				})
				.catch(() => undefined);
			// The body may end a little later than what was wanted of it.
			await new Promise((resolve) => setImmediate(resolve));
		}
		expect(most).toBeLessThanOrEqual(1);
		expect(stop.listeners).toBe(0);
	});

	test('and 3,000 requests of one execution leave nothing behind', async () => {
		const { signal } = new AbortController();
		const answer = () => ({ statusCode: 200, headers: HEADERS, body: bodyOf(TEXT) });
		const api = connect(contextWith(signal, answer), credential);
		const growth = await heapGrowth(30, async () => {
			for (let index = 0; index < 100; index++) {
				const open = await api.request(request(index % 2 === 0 ? '{}' : upload()));
				await readMessage(connection, open, {}, () => undefined);
			}
		});
		expect(growth).toBeLessThan(3 * MEGABYTE);
	});
});

test('Stop ends an upload, and an answer that is on its way', async () => {
	const stop = new AbortController();
	let seen: AbortSignal | undefined;
	const answer = { statusCode: 200, headers: HEADERS, body: bodyOf(start()) };
	const helpers = {
		async httpRequestWithAuthentication(this: IExecuteFunctions) {
			seen = this.getExecutionCancelSignal();
			return await Promise.resolve(answer);
		},
	};
	const context: IExecuteFunctions = Object.assign(Object.create(null), {
		helpers,
		getExecutionCancelSignal: () => stop.signal,
	});
	await connect(context, credential).request(request(upload()));
	expect(seen?.aborted).toBe(false);
	stop.abort();
	expect(seen?.aborted).toBe(true);
});
