/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { writeFileSync } from 'node:fs';
import { startTestbed, type Testbed } from '../engine/testbed';
import { runSaved, waitForNothing } from './savedBed';
import { recordCredentials, usedBy } from './savedCredentials';
import { credentialFiles, ownNodes, recordText, savedWorkflows } from './saved';

/** Adds the records of nodes that have none; those that are there stay as they are. */
const RECORDS = process.env.SAVED_WORKFLOWS === 'record';

let testbed: Testbed;
beforeAll(async () => {
	testbed = await startTestbed();
	waitForNothing();
});
afterAll(async () => await testbed.close());

const SAVED = savedWorkflows();
const NODES = SAVED.flatMap(({ name, workflow, frozen }) =>
	ownNodes(workflow).map((node) => ({
		name: `${name}: ${node.name}`,
		workflow,
		node,
		record: frozen[node.name],
	})),
);

const CREDENTIAL_FILES = credentialFiles();
const CREDENTIALS = CREDENTIAL_FILES.flatMap(({ credentials }) =>
	Object.entries(credentials).map(([name, credential]) => ({ name, credential })),
);

const RULE =
	'This was saved with an earlier version, and now it does something else. What is saved has to do the same with every later version: change the code, not the record, or raise the version of the node (CONTRIBUTING.md, "Saved workflows").';

/** What goes wrong here says the rule first. */
async function asSaved(work: () => Promise<void>): Promise<void> {
	await work().catch(async (error: unknown) => {
		if (error instanceof Error) error.message = `${RULE}\n\n${error.message}`;
		return await Promise.reject(error);
	});
}

if (RECORDS) {
	test.each(SAVED)('$name is recorded', async ({ workflow, frozen, recordPath }) => {
		const records = { ...frozen };
		for (const node of ownNodes(workflow)) {
			const { replies, requests } = frozen[node.name] ?? {};
			if (requests !== undefined) continue;
			const record = await runSaved(testbed, workflow, node, replies);
			records[node.name] = { ...(replies === undefined ? {} : { replies }), ...record };
		}
		writeFileSync(recordPath, recordText(records));
	});

	test.each(CREDENTIAL_FILES)('$path is recorded', async (file) => {
		await recordCredentials(testbed, file);
	});
} else {
	test('every node of a saved workflow has its record, and every record its node', () => {
		for (const { name, workflow, frozen } of SAVED) {
			const names = ownNodes(workflow).map((node) => node.name);
			expect([name, Object.keys(frozen).sort()]).toEqual([name, names.sort()]);
		}
		expect(NODES.length).toBeGreaterThan(100);
	});

	test.each(NODES)(
		'$name makes the requests that it made when it was saved',
		async ({ workflow, node, record }) =>
			await asSaved(async () => {
				const now = await runSaved(testbed, workflow, node, record?.replies);
				expect(now.requests).toEqual(record?.requests);
				// An item may have more than then, but nothing that a later node may use is missing.
				const keys = (record?.keys ?? []).map((each) => expect.arrayContaining(each));
				expect(now.keys).toEqual(expect.arrayContaining(keys));
			}),
	);

	test.each(CREDENTIALS)(
		'the saved credential "$name" is used as it was when it was saved',
		async ({ credential }) =>
			await asSaved(async () => {
				expect(await usedBy(testbed, credential)).toEqual(credential.used);
			}),
	);
}
