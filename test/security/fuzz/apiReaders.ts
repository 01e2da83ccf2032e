/* eslint-disable @n8n/community-nodes/require-node-api-error */
import { readResults } from '../../../nodes/shared/api/endpoints/batchResults';
import type { Message } from '@anthropic-ai/sdk/resources/messages';
import { answerIn } from '../../../nodes/ClaudeMessages/output/batchAnswer';
import { newlyEnded, remembered } from '../../../nodes/ClaudeMessagesTrigger/endedBatches';
import { memoryIn } from '../../../nodes/ClaudeMessagesTrigger/memory';
import { BATCHES_PATH, getBatch, requestCount } from '../../../nodes/shared/api/endpoints/batches';
import { type CallSettings, DEFAULT_SETTINGS } from '../../../nodes/shared/api/endpoints/callApi';
import { getFile } from '../../../nodes/shared/api/endpoints/files';
import { listModels } from '../../../nodes/shared/api/endpoints/listModels';
import { ModelInfos } from '../../../nodes/shared/api/endpoints/modelInfo';
import { listEntries } from '../../../nodes/shared/api/endpoints/pages';
import { readMessage } from '../../../nodes/shared/api/endpoints/readMessage';
import { rateLimitsOf, usedUpUntil } from '../../../nodes/shared/api/pacing/rateLimits';
import { startRun } from '../../../nodes/shared/api/pacing/startRun';
import { allowedBaseUrl } from '../../../nodes/shared/api/transport/allowedHosts';
import type { Connection } from '../../../nodes/shared/api/transport/connection';
import { tokenFor } from '../../../nodes/shared/api/transport/mcpToken';
import { apiFailure } from '../../../nodes/shared/errors/apiFailure';
import { requestIdOf } from '../../../nodes/shared/errors/httpAnswer';
import { Failure } from '../../../nodes/shared/errors/failure';
import { retryHint } from '../../../nodes/shared/errors/retryHint';
import { strikeFor } from '../../../nodes/shared/errors/withoutSecrets';
import { entryIn } from '../../../nodes/shared/entries';
import { isJsonObject, isRecord, parseJson } from '../../../nodes/shared/json';
import { isInitialized } from '../../../nodes/shared/methods/mcpInitialize';
import { connection as unused, inChunks } from '../../unit/shared/api/reading';
import { ADDRESSES, HEADERS, LISTS, MEMORIES, RESULTS } from './samples';
import { pieces, type Reader } from './reader';

const ONCE: CallSettings = { ...DEFAULT_SETTINGS, maxRetries: 0 };

/** Pages that a server gives at most: one that goes on for ever is the subject of another test. */
const MOST_ASKED = 5;

/** A server that answers everything with these bytes. */
function serverOf(bytes: Buffer): Connection {
	let asked = 0;
	return {
		...unused,
		async request() {
			if (++asked > MOST_ASKED) throw new Failure({ message: 'Enough', description: '', type: '' });
			const chunks = inChunks(pieces(bytes));
			return { status: 200, headers: {}, host: 'api.example', chunks };
		},
	};
}

async function message(chunks: AsyncIterable<Uint8Array>): Promise<Message> {
	const headers = { 'content-type': 'application/json' };
	const answer = { status: 200, headers, host: 'api.example', chunks };
	return await readMessage(unused, answer, {}, () => undefined);
}

/** Each result of a batch, or the reason why it has no answer. */
async function results(bytes: Buffer): Promise<unknown[]> {
	const run = startRun({ concurrency: 1 });
	const all: unknown[] = [];
	await readResults(serverOf(bytes), { id: 'msgbatch_1', expected: 4 }, ONCE, run, (result) => {
		try {
			all.push(answerIn(result, unused, run));
		} catch (error) {
			if (!(error instanceof Failure)) throw error;
			all.push(error);
		}
	});
	return all;
}

function fields(bytes: Buffer): Record<string, unknown> {
	const value: unknown = parseJson(bytes.toString());
	return isRecord(value) ? value : {};
}

const all: readonly Reader[] = [
	{ name: 'results of a batch', samples: RESULTS, read: results },
	{
		name: 'list of models',
		samples: LISTS,
		read: async (bytes) => await listModels(serverOf(bytes)),
	},
	{
		name: 'what a model can do',
		samples: LISTS,
		read: async (bytes) => await new ModelInfos().get(serverOf(bytes), 'claude-sonnet-5-5'),
	},
	{
		name: 'list of batches or files',
		samples: LISTS,
		async read(bytes) {
			const list = { path: BATCHES_PATH, limits: 'fuzz', most: undefined };
			return await listEntries(serverOf(bytes), list, ONCE, startRun({ concurrency: 1 }));
		},
	},
	{
		name: 'batch',
		samples: LISTS,
		async read(bytes) {
			const run = startRun({ concurrency: 1 });
			return requestCount(await getBatch(serverOf(bytes), 'msgbatch_1', ONCE, run));
		},
	},
	{
		name: 'file',
		samples: LISTS,
		read: async (bytes) =>
			await getFile(serverOf(bytes), 'file_1', ONCE, startRun({ concurrency: 1 })),
	},
	{
		name: 'memory of the trigger',
		samples: MEMORIES,
		read(bytes) {
			const memory = memoryIn(fields(bytes).batches);
			const look = { batches: [], asked: memory?.since ?? '', present: '2026-11-30T00:00:00.000Z' };
			return [newlyEnded(look, memory), remembered(look, memory, memory?.unread)];
		},
	},
	{
		name: 'batches that the trigger is told of',
		samples: LISTS,
		read(bytes) {
			const { data } = fields(bytes);
			const listed = (Array.isArray(data) ? data.filter(isJsonObject) : []).flatMap((entry) => {
				const batch = entryIn(entry);
				return batch === undefined ? [] : [batch];
			});
			const memory = { since: '', reported: {}, open: {}, unread: [] };
			const look = { batches: listed, asked: '', present: '2026-11-30T00:00:00.000Z' };
			return [newlyEnded(look, memory), remembered(look, memory)];
		},
	},
	{
		name: 'headers of an answer',
		samples: HEADERS,
		read(bytes) {
			const { status: told, ...headers } = fields(bytes);
			const status = typeof told === 'number' ? told : 429;
			const limits = rateLimitsOf(headers);
			const failure = apiFailure({ status, headers, text: '' });
			return [limits, usedUpUntil(limits), retryHint({ status, headers }, undefined), failure];
		},
	},
	{
		name: 'address of the API',
		samples: ADDRESSES,
		read(bytes) {
			const { baseUrl, allowedDomains } = fields(bytes);
			const domains = typeof allowedDomains === 'string' ? allowedDomains : '';
			const address = typeof baseUrl === 'string' ? baseUrl : bytes.toString();
			const credential = { baseUrl: address, allowedDomains: domains };
			return allowedBaseUrl({ ...credential, allowedHttpRequestDomains: 'domains' });
		},
	},
	{
		name: 'address of an MCP server',
		samples: ADDRESSES,
		read(bytes) {
			const { host } = fields(bytes);
			const credential = { host: typeof host === 'string' ? host : '', token: 'tok3n-4711' };
			return tokenFor(bytes.toString(), credential);
		},
	},
	{
		name: 'secrets of a credential',
		samples: ADDRESSES,
		read(bytes) {
			const texts = Object.entries(fields(bytes)).filter(([, value]) => typeof value === 'string');
			return strikeFor(Object.fromEntries(texts.map(([key, value]) => [key, String(value)])))(
				bytes.toString(),
			);
		},
	},
	{
		name: 'answer of an MCP server',
		samples: ['{"jsonrpc":"2.0","id":1,"result":{"protocolVersion":"2025-06-18"}}'],
		read: (bytes) => isInitialized({ status: 200, headers: {}, text: bytes.toString() }),
	},
	{
		name: 'ID of a request',
		samples: HEADERS,
		read: (bytes) => requestIdOf({ headers: fields(bytes) }),
	},
];

export const API_READERS = { all, message };
