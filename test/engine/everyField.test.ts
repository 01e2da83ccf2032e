/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { IBinaryKeyData, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { CALCULATOR } from './calculator';
import { PROOFS } from './fieldProofs';
import type { Proof, Value } from './fieldProofs/proof';
import { bytesFile } from './files';
import { pathsOf } from './panelPlaces';
import { API_KEY, CREDENTIAL, startTestbed, type Testbed, workflowOf } from './testbed';
import { fixture } from '../fixtures/files';

let testbed: Testbed;
beforeAll(async () => {
	testbed = await startTestbed();
	const path = '../../dist/nodes/ClaudeMessages/operations/pollPause.js';
	const pauses = jest.requireActual<
		typeof import('../../nodes/ClaudeMessages/operations/pollPause')
	>(join(__dirname, path));
	jest.spyOn(pauses, 'pollPause').mockReturnValue(5);
});
beforeEach(() => testbed.standIn.reset());
afterAll(async () => await testbed.close());

const panel = () => testbed.engine.node.description.properties;
const WIRE = ['anthropic-version', 'anthropic-beta', 'content-type', 'x-api-key'];

/** What a panel leads to: the requests, and the items without what is new for every call. */
async function outcomeOf(proof: Proof, value: Value) {
	testbed.standIn.reset();
	testbed.standIn.queue(...(proof.replies ?? []));
	const binary: IBinaryKeyData = {};
	if (proof.file !== undefined) {
		binary.data = bytesFile(fixture(proof.file).bytes, 'file', 'application/octet-stream');
	}
	const { items = 1, calculates = false } = proof;
	const heard: unknown[] = [];
	testbed.standIn.latencyMs = items > 1 ? 20 : 0;
	const made = await proof.made?.(testbed.standIn, value);
	if (proof.stops === true) return { requests: await askedWithStop(proof.panel(value)), items: [] };
	const { answers, requests } = await testbed.ask(
		{ ...proof.panel(value), ...made },
		{
			input: Array.from({ length: items }, () => ({ json: { name: 'Ada' }, binary })),
			onError: 'continueRegularOutput',
			tools: calculates ? [CALCULATOR] : [],
			hear:
				proof.heard === true ? ({ type, content }) => void heard.push([type, content]) : undefined,
		},
	);
	return {
		heard,
		atOnce: items > 1 ? testbed.standIn.maxOpen : 1,
		requests: requests.map(({ method, path, headers, body }) => ({
			method,
			path: path.replace(/_\w+/, '_id'),
			body,
			headers: WIRE.map((name) => headers[name]),
		})),
		items: answers.map(withoutIds),
	};
}

/** What was asked for before and after Stop, while a batch was waited for. */
async function askedWithStop(parameters: INodeParameters): Promise<string[]> {
	const { standIn, engine } = testbed;
	standIn.batchMs = undefined;
	const execution = engine.begin(workflowOf(parameters), {
		credentials: { [CREDENTIAL]: { apiKey: API_KEY, baseUrl: standIn.url } },
		input: [{ json: {} }],
	});
	const asked = () => new Set(standIn.requests.map(({ method, path }) => method + path));
	while (asked().size < 2) await sleep(2);
	execution.cancel();
	await execution.catch(() => undefined);
	for (let waited = 0; asked().size < 3 && waited < 100; waited += 10) await sleep(10);
	return [...asked()].map((each) => each.replace(/_\w+/, '_id'));
}

function withoutIds({ json, ...item }: INodeExecutionData): INodeExecutionData {
	const changing = ['id', 'request_id', 'batch_id', 'created_at', 'ended_at'];
	const plain = JSON.stringify(json, (key, value: unknown) =>
		changing.includes(key) ? undefined : key === 'expires_at' ? typeof value : value,
	);
	return { ...item, json: JSON.parse(plain) };
}

test('every field, and every value to choose, has its proof', () => {
	// A field may stand twice, for cases that exclude each other.
	const paths = new Set(panel().flatMap((property) => pathsOf(property)));
	expect(PROOFS.map(({ path }) => path).sort()).toEqual([...paths].sort());
});

test.each(PROOFS)('$path changes the request or the item', async (proof) => {
	const before = await outcomeOf(proof, proof.from);
	const after = await outcomeOf(proof, proof.to);
	expect(after).not.toEqual(before);
	const [error] = after.items.map((item) => item.json.error);
	expect(error).toEqual(
		proof.fails === undefined ? undefined : expect.objectContaining({ type: proof.fails }),
	);
});

test('the same panel twice gives the same request and the same item', async () => {
	const [proof] = PROOFS;
	if (proof === undefined) throw new Error('There are no proofs');
	expect(await outcomeOf(proof, proof.to)).toEqual(await outcomeOf(proof, proof.to));
});
