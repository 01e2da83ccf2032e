/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { INodeParameters } from 'n8n-workflow';
import { skipWaits } from '../engine/faults/quickWaits';
import { question, startTestbed, type Testbed } from '../engine/testbed';

const MB = 1024 * 1024;

/** 320 MB in a few hundred kilobytes: gzip takes the same again and again. */
const gzipped = Buffer.concat(
	Array.from({ length: 5 }, () => gzipSync(Buffer.alloc(64 * MB, 'x'), { level: 1 })),
);

/** 300 MB in a few hundred bytes. */
const brotli = brotliCompressSync(Buffer.alloc(300 * MB, 'x'), {
	params: { [constants.BROTLI_PARAM_QUALITY]: 1 },
});

let testbed: Testbed;
beforeAll(async () => (testbed = await startTestbed()));
beforeEach(() => {
	testbed.standIn.reset();
	skipWaits();
});
afterEach(() => jest.restoreAllMocks());
afterAll(async () => await testbed.close());

const streamed: INodeParameters = { ...question('Hello'), options: { streaming: 'always' } };
const models: INodeParameters = { resource: 'model', operation: 'getAll', returnAll: true };

test.each<[string, string, Buffer, string, INodeParameters]>([
	['streamed answer', 'gzip', gzipped, '/v1/messages', streamed],
	['streamed answer', 'br', brotli, '/v1/messages', streamed],
	['list of models', 'gzip', gzipped, '/v1/models', models],
	['list of models', 'br', brotli, '/v1/models', models],
])(
	'a %s that explodes when it is unpacked (%s) is given up',
	async (...row) => {
		const [, encoding, body, path, parameters] = row;
		testbed.standIn.queue({
			kind: 'raw',
			path,
			status: 200,
			headers: { 'content-encoding': encoding, 'content-type': 'application/json' },
			body,
		});
		const { answers } = await testbed.ask(parameters, { onError: 'continueRegularOutput' });
		expect(answers[0]?.json.error).toMatchObject({
			message: expect.stringMatching(/sends more than 256 MB, which is no answer/),
			type: 'invalid_response',
		});
	},
	// Unpacking takes a while on a busy machine.
	120_000,
);
