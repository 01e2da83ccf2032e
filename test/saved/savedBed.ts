/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { join } from 'node:path';
import type { INode } from 'n8n-workflow';
import { madeBatch } from '../engine/batchBed';
import type { WorkflowFile } from '../engine/host';
import { API_KEY, CREDENTIAL, type Testbed } from '../engine/testbed';
import type { QueuedReply, ReceivedRequest, StandIn } from '../standin';
import { type Frozen, type FrozenRequest, withInput, withOnly } from './saved';

/** The headers that change what the API does. */
const HEADERS = ['anthropic-version', 'anthropic-beta', 'content-type'] as const;

/** The second credential of the saved workflows. */
const MCP_CREDENTIAL = 'Claude MCP Server account';

/** The files that the saved workflows name. */
const FILES = {
	file_made: 'text/plain',
	file_picture: 'image/png',
	file_pdf: 'application/pdf',
};

/** Batches that are waited for have ended when they are looked at for the first time. */
export function waitForNothing(): void {
	const path = join(__dirname, '../../dist/nodes/ClaudeMessages/operations/pollPause.js');
	const pauses =
		jest.requireActual<typeof import('../../nodes/ClaudeMessages/operations/pollPause')>(path);
	jest.spyOn(pauses, 'pollPause').mockReturnValue(1);
}

/** Runs one node of a saved workflow in n8n's engine, and tells what it did. */
export async function runSaved(
	{ engine, standIn }: Testbed,
	file: WorkflowFile,
	node: INode,
	replies: QueuedReply[] = [],
): Promise<Omit<Frozen, 'replies'>> {
	standIn.reset();
	for (const [id, mimeType] of Object.entries(FILES)) {
		standIn.addFile({ id, filename: `${id}.txt`, mimeType, bytes: Buffer.from(id) });
	}
	const batch = isOfBatches(node) ? await madeBatch(standIn, ['Hello', 'Good bye']) : '';
	const only = withInput(withOnly(file, node), { batch });
	standIn.queue(...replies);
	const before = standIn.requests.length;
	const run = await engine.run(only, {
		credentials: {
			[CREDENTIAL]: { apiKey: API_KEY, baseUrl: standIn.url },
			[MCP_CREDENTIAL]: { host: 'mcp.example.com', token: 'the token of the server' },
		},
		start: only.nodes[0]?.name,
	});
	if (run.error !== undefined) throw run.error;
	const sent = standIn.requests.slice(before).filter((request) => isAsked(node, request));
	return {
		requests: numbered(sent.map((request) => frozenRequest(request, standIn))),
		keys: distinct(run.items(node.name).map(({ json }) => Object.keys(json).sort())),
	};
}

function isOfBatches({ type, parameters }: INode): boolean {
	return type.endsWith('Trigger') || parameters.resource === 'batch';
}

function distinct(lists: string[][]): string[][] {
	return [...new Map(lists.map((list) => [list.join(), list])).values()];
}

/** What a node looks up for itself, about a model that it does not know, is not what was asked for. */
function isAsked({ parameters }: INode, { method, path }: ReceivedRequest): boolean {
	return parameters.resource === 'model' || method !== 'GET' || !path.startsWith('/v1/models');
}

function frozenRequest(request: ReceivedRequest, standIn: StandIn): FrozenRequest {
	const { method, path, query, headers, body } = request;
	const type = headers['content-type'];
	const isUpload = type?.startsWith('multipart/form-data') === true;
	return {
		method,
		path,
		...(Object.keys(query).length === 0 ? {} : { query }),
		headers: Object.fromEntries(
			HEADERS.flatMap((name) => {
				const value = headers[name];
				if (value === undefined) return [];
				const text = String(value);
				return [[name, isUpload ? text.replace(/boundary=.*/, 'boundary=…') : text]];
			}),
		),
		...(isUpload ? { file: uploaded(request, standIn) } : body === undefined ? {} : { body }),
	};
}

function uploaded({ at }: ReceivedRequest, { files }: StandIn): FrozenRequest['file'] {
	const file = files.at(-1);
	if (file === undefined) return undefined;
	const { filename, mime_type: mimeType, sha256, expires_at: expires } = file;
	const expiresIn = expires === null ? null : Math.round((Date.parse(expires) - at) / 1000);
	return { filename, mimeType, sha256, expiresIn };
}

/** IDs that the stand-in made count up in its whole life; here they count from 1. */
function numbered(requests: FrozenRequest[]): FrozenRequest[] {
	const ids: string[] = [];
	const text = JSON.stringify(requests).replace(/([a-z]+)_01StandIn\w+/g, (id, kind: string) => {
		if (!ids.includes(id)) ids.push(id);
		return `${kind}_${ids.indexOf(id) + 1}`;
	});
	return JSON.parse(text);
}
