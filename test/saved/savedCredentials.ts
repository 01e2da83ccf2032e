/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { writeFileSync } from 'node:fs';
import type { INodeParameters } from 'n8n-workflow';
import { API_KEY, CREDENTIAL, type Testbed, workflowOf } from '../engine/testbed';
import type { CredentialFile, SavedCredential, UsedCredential } from './saved';

/** Stands in a saved credential for the address of the stand-in, which is another in each run. */
const STAND_IN = 'STAND-IN';

/** What the HTTP client writes by itself. */
const TRANSPORT = [
	'accept',
	'accept-encoding',
	'connection',
	'content-length',
	'host',
	'user-agent',
];

const ASKING: INodeParameters = {
	model: { __rl: true, mode: 'id', value: 'claude-haiku-4-5' },
	messages: { values: [{ text: 'Hello' }] },
	maxTokens: 100,
	options: { betas: ['interleaved-thinking-2025-05-14'], maxRetries: 0 },
};

const WITH_SERVER: INodeParameters = {
	...ASKING,
	tools: { mcp: [{ serverUrl: 'https://mcp.example.com/mcp' }] },
};

/** Asks with a saved credential in n8n's engine. */
export async function usedBy(
	{ engine, standIn }: Testbed,
	{ type, data }: SavedCredential,
): Promise<UsedCredential> {
	standIn.reset();
	const own = Object.fromEntries(
		Object.entries(data).map(([name, value]) => [
			name,
			typeof value === 'string' ? value.replace(STAND_IN, standIn.url) : value,
		]),
	);
	const isMcp = type === 'claudeMcpServerApi';
	const file = workflowOf(isMcp ? WITH_SERVER : ASKING, 'continueRegularOutput');
	for (const node of file.nodes) {
		if (isMcp && node.credentials !== undefined) {
			node.credentials.claudeMcpServerApi = { id: 'server', name: 'Server' };
		}
	}
	await engine.run(file, {
		credentials: {
			[CREDENTIAL]: isMcp ? { apiKey: API_KEY, baseUrl: standIn.url } : own,
			Server: own,
		},
	});
	const [request] = standIn.requests;
	if (request === undefined) throw new Error('Nothing was asked with this credential');
	const headers = Object.entries(request.headers).filter(([name]) => !TRANSPORT.includes(name));
	return {
		path: request.path,
		headers: Object.fromEntries(headers),
		...(isMcp ? { mcpServers: Object(request.body).mcp_servers } : {}),
	};
}

/** Adds what credentials do that were not recorded yet. */
export async function recordCredentials(testbed: Testbed, { path, credentials }: CredentialFile) {
	const lines: string[] = [];
	for (const [name, credential] of Object.entries(credentials)) {
		const used = credential.used ?? (await usedBy(testbed, credential));
		lines.push(`\t${JSON.stringify(name)}: ${JSON.stringify({ ...credential, used })}`);
	}
	writeFileSync(path, `{\n${lines.join(',\n')}\n}\n`);
}
