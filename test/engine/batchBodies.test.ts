import type { IBinaryKeyData } from 'n8n-workflow';
import { onBatch, sdk as official } from './batchBed';
import { bytesFile } from './files';
import { EVERY_ROW } from './sdkBodies/everyRow';
import { HAIKU, model, type Row } from './sdkBodies/row';
import { startTestbed, type Testbed } from './testbed';

let testbed: Testbed;
beforeAll(async () => (testbed = await startTestbed()));
beforeEach(() => testbed.standIn.reset());
afterAll(async () => await testbed.close());

/** What no batch can carry. */
const isForCalls = ({ sdk, beta }: Row) =>
	['fallbacks', 'speed', 'thread'].some((name) => name in { ...sdk, ...beta });

const ROWS = EVERY_ROW.filter((row) => !isForCalls(row));

async function byNode({ json = {}, files = {}, node }: Row, isStored: boolean) {
	const binary: IBinaryKeyData = {};
	for (const [field, { bytes, fileName, mimeType }] of Object.entries(files)) {
		binary[field] = isStored
			? await testbed.engine.store(bytes, fileName, mimeType)
			: bytesFile(bytes, fileName, mimeType);
	}
	const panel = onBatch('create', { ...model(HAIKU), ...node });
	const { error, requests } = await testbed.ask(panel, { input: [{ json, binary }] });
	expect(error).toBeUndefined();
	return requests.filter(({ method }) => method === 'POST');
}

async function bySdk({ sdk, betas, beta, version = '2023-06-01' }: Row, custom_id: string) {
	const client = official(testbed.standIn);
	const params = { model: HAIKU, max_tokens: 8192, ...sdk };
	const options = { headers: { 'anthropic-version': version } };
	const before = testbed.standIn.requests.length;
	await (betas === undefined
		? client.messages.batches.create({ requests: [{ custom_id, params }] }, options)
		: client.beta.messages.batches.create(
				{ requests: [{ custom_id, params: { ...params, ...beta } }], betas },
				options,
			));
	return testbed.standIn.requests.slice(before);
}

function customIdIn(body: unknown): string {
	const [, id = ''] = /"custom_id":"([^"]*)"/.exec(JSON.stringify(body)) ?? [];
	return id;
}

test('most of the configurations of Send can be a batch', () => {
	expect(ROWS.length).toBeGreaterThan(140);
});

async function compare(row: Row, isStored: boolean) {
	const node = await byNode(row, isStored);
	const customId = customIdIn(node[0]?.body);
	expect(customId).toMatch(/^0-[\w-]{22}$/);
	const sdk = await bySdk(row, customId);
	expect([node.length, sdk.length]).toEqual([1, 1]);
	expect(node[0]?.body).toEqual(sdk[0]?.body);
	for (const header of ['anthropic-version', 'content-type']) {
		expect([header, node[0]?.headers[header]]).toEqual([header, sdk[0]?.headers[header]]);
	}
	// The SDK adds a beta of batches, which are no beta any more.
	const betas = String(sdk[0]?.headers['anthropic-beta'] ?? '').split(',');
	const wanted = betas.filter((beta) => beta !== '' && !beta.startsWith('message-batches'));
	expect(node[0]?.headers['anthropic-beta'] ?? '').toBe(wanted.join(','));
}

test.each(ROWS)('a batch of $name is what the SDK sends', async (row) => await compare(row, false));

test.each(ROWS.filter(({ files }) => files !== undefined))(
	"a batch of $name is what the SDK sends, with the files in n8n's storage",
	async (row) => await compare(row, true),
);
