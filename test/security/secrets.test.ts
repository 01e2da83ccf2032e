/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { createRequire } from 'node:module';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { INodeProperties, Logger, StructuredChunk } from 'n8n-workflow';
import type { QueuedReply } from '../standin';
import { Container } from '../engine/container';
import { skipWaits } from '../engine/faults/quickWaits';
import { CREDENTIAL, question, startTestbed, type Testbed, workflowOf } from '../engine/testbed';

/** As n8n writes an execution into its database. */
const { stringify } = jest.requireActual<{ stringify(value: unknown): string }>(
	require.resolve('flatted', { paths: [require.resolve('n8n-core')] }),
);

/** The logger that n8n gives to nodes. */
function n8nLogger(): Logger {
	const fromCore = createRequire(require.resolve('n8n-core'));
	return Container.get<Logger>(fromCore('@n8n/backend-common').Logger);
}

const OURS = 'sk-ant-stand-in-Kq7vX2mW9tR4';
const GATE = 'gate-t0ken-8842-zq';
const [USER, WORD] = ['user-7731-ab', 'p4ss-w0rd-5519'];
const MCP = 'mcp-t0ken-3390-wl';
const SECRETS = [OURS, GATE, USER, WORD, MCP];

/** What somebody finds who looks for a secret, plain or in base64. */
const found = (text: string) =>
	SECRETS.flatMap((secret) => [secret, Buffer.from(secret).toString('base64').slice(0, -4)]).filter(
		(secret) => text.includes(secret),
	);

const LOGIN = Buffer.from(`${USER}:${WORD}`).toString('base64');
const ECHO = `x-api-key ${OURS}, x-gate Bearer ${GATE}, Basic ${LOGIN}, ${USER}:${WORD}, token ${MCP}`;
const START = 'event: message_start\ndata: {"type":"message_start","message":{"content":[]}}\n\n';

const type = 'invalid_request_error';
const waitedOut: QueuedReply = {
	kind: 'error',
	status: 429,
	type: ECHO,
	message: ECHO,
	headers: { 'retry-after': '60' },
};
const REPLIES: Array<[where: string, reply: QueuedReply]> = [
	["the API's error", { kind: 'error', status: 400, type, message: ECHO, details: { x: ECHO } }],
	['an error that is asked again', { kind: 'error', status: 529, type: ECHO, message: ECHO }],
	['a refusal that is waited out', waitedOut],
	['a page', { kind: 'raw', status: 403, body: `<html><title>${ECHO}</title></html>` }],
	['plain text', { kind: 'raw', status: 401, body: ECHO }],
	['a page with status 200', { kind: 'raw', status: 200, body: `<html>${ECHO}</html>` }],
	[
		'headers of a redirect',
		{
			kind: 'raw',
			status: 302,
			headers: { location: `http://127.0.0.1:9/?k=${OURS}&g=${GATE}`, 'request-id': OURS },
			body: '',
		},
	],
	[
		'headers of a refusal',
		{
			kind: 'raw',
			status: 400,
			headers: { 'request-id': OURS, 'x-amzn-errortype': GATE, 'content-type': `text/${MCP}` },
			body: '',
		},
	],
	[
		'an error in the middle of a stream',
		{
			kind: 'events',
			chunks: [
				START,
				`event: error\ndata: ${JSON.stringify({ type: 'error', error: { type, message: ECHO } })}\n\n`,
			],
		},
	],
	[
		'a stream that is no stream',
		{ kind: 'events', chunks: [`data: {"error":{"message":"${ECHO}"}}\n\n`] },
	],
	[
		'the reason of a refusal by the model',
		{
			kind: 'message',
			message: {
				stop_reason: 'refusal',
				stop_details: { type: 'refusal', category: 'cyber', explanation: ECHO },
			},
		},
	],
	['bytes that are not HTTP', { kind: 'garbage', bytes: `HTTP/9.9 ${ECHO}` }],
];

let testbed: Testbed;
/** All that n8n's logger was told, at any level. */
let logged: unknown[];
const logger = n8nLogger();
beforeAll(async () => (testbed = await startTestbed({}, OURS)));
beforeEach(() => {
	testbed.standIn.reset();
	skipWaits();
	logged = [];
	for (const level of ['debug', 'info', 'warn', 'error'] as const) {
		jest.spyOn(logger, level).mockImplementation((...said) => void logged.push(...said));
	}
});
afterEach(() => jest.restoreAllMocks());
afterAll(async () => await testbed.close());

/** Runs the node with all kinds of secrets, and gives everything that comes out of it. */
async function outOf(
	onError: 'continueErrorOutput' | 'continueRegularOutput' | 'stopWorkflow',
): Promise<string> {
	const { engine, standIn } = testbed;
	const parameters = {
		...question('={{ $json.text }}'),
		tools: { mcp: [{ serverUrl: 'https://wiki.example.com/mcp', name: 'wiki' }] },
		options: { maxRetries: 1, includeSteps: true },
	};
	const file = workflowOf(parameters, onError);
	const nodes = file.nodes.map((node) => ({
		...node,
		credentials: { ...node.credentials, claudeMcpServerApi: { id: 'mcp', name: 'MCP' } },
	}));
	const ours = {
		apiKey: OURS,
		baseUrl: standIn.url.replace('//', `//${USER}:${WORD}@`),
		header: true,
		headerName: 'x-gate',
		headerValue: `Bearer ${GATE}`,
	};
	const chunks: StructuredChunk[] = [];
	const exported = { ...file, nodes };
	const { run, error } = await engine.run(exported, {
		credentials: { [CREDENTIAL]: ours, MCP: { host: 'wiki.example.com', token: MCP } },
		input: [{ json: { text: 'One?' } }, { json: { text: 'Two?' } }],
		mode: 'webhook',
		onChunk: (chunk) => void chunks.push(chunk),
	});
	expect(standIn.requests.length).toBeGreaterThan(0);
	const told = [error?.message, error?.description, error?.stack, JSON.stringify(error)];
	return [
		stringify(run.data),
		JSON.stringify(exported),
		JSON.stringify(chunks),
		stringify(logged),
		...told,
	].join('\n');
}

describe.each(REPLIES)('a server that repeats every secret in %s', (_, reply) => {
	test.each(['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'] as const)(
		'gets none into what n8n stores, logs, exports or tells, on %s',
		async (onError) => {
			testbed.standIn.queue(...Array.from({ length: 8 }, () => reply));
			const out = await outOf(onError);
			expect(found(out)).toEqual([]);
			// Of bytes that are not HTTP nothing is told; of the others something is, so they were read.
			expect(out.includes('•••')).toBe(reply.kind !== 'garbage');
		},
	);
});

test('waits are logged, so that there is something in which a secret could be', async () => {
	testbed.standIn.queue(...Array.from({ length: 4 }, () => waitedOut));
	await outOf('continueRegularOutput');
	expect(stringify(logged)).toMatch(/wait/i);
});

test('the requests had the secrets, each in its place', async () => {
	testbed.standIn.queue(
		...Array.from({ length: 4 }, (): QueuedReply => ({ kind: 'raw', status: 400, body: '' })),
	);
	await outOf('continueRegularOutput');
	const [request] = testbed.standIn.requests;
	expect(request?.headers).toMatchObject({
		'x-api-key': OURS,
		'x-gate': `Bearer ${GATE}`,
		authorization: `Basic ${LOGIN}`,
	});
	expect(request?.rawBody).toContain(MCP);
});

/** All fields of a node, those within collections too. */
function fieldsIn(properties: readonly unknown[]): INodeProperties[] {
	return properties.flatMap((property) => {
		const field = Object(property);
		const inside = [...(field.options ?? []), ...(field.values ?? [])].filter(
			(each: unknown) => Object(each).displayName !== undefined,
		);
		return [field, ...fieldsIn(inside)];
	});
}

test('a workflow that is exported holds no secret: no field of the node takes one', () => {
	const { engine } = testbed;
	const trigger = engine.nodeTypes.getByNameAndVersion(
		'n8n-nodes-claude-messages.claudeMessagesTrigger',
		1,
	);
	const fields = [engine.node, trigger].flatMap(({ description }) =>
		fieldsIn(description.properties),
	);
	expect(fields.length).toBeGreaterThan(80);
	const secret = fields.filter(
		({ name, typeOptions }) =>
			typeOptions?.password === true || /key$|secret|password|authorization|token$/i.test(name),
	);
	expect(secret.map(({ name }) => name)).toEqual([]);
});

test('every secret of a credential is hidden in the editor', () => {
	const { credential, mcpCredential } = testbed.engine;
	const hidden = [credential, mcpCredential].flatMap(({ properties }) =>
		properties.filter(({ typeOptions }) => typeOptions?.password).map(({ name }) => name),
	);
	expect(hidden.sort()).toEqual(['apiKey', 'headerValue', 'token']);
});

test('no example holds a secret', () => {
	const folder = join(__dirname, '..', '..', 'examples');
	const names = readdirSync(folder, { encoding: 'utf8', recursive: true });
	const examples = names.filter((name) => /\.(?:json|md)$/.test(name));
	const folders = examples.map(dirname);
	expect(folders).toEqual(expect.arrayContaining(['.', 'answers', 'recipes']));
	for (const name of examples) {
		const text = readFileSync(join(folder, name), 'utf8');
		expect(text).not.toMatch(/sk-ant-|x-api-key|Bearer /i);
	}
});
