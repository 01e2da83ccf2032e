import { Credentials } from 'n8n-core';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { TestCredentials } from './credentials';
import { Editor } from './editor';
import { API_KEY, CREDENTIAL, question, startTestbed, type Testbed, workflowOf } from './testbed';

let testbed: Testbed;
let editor: Editor;
beforeAll(async () => {
	testbed = await startTestbed();
	editor = new Editor(testbed.engine);
});
beforeEach(() => testbed.standIn.reset());
afterAll(async () => await testbed.close());

const WAY_OUT =
	"Choose or create a 'Claude Messages API' credential at the top of this node's panel.";

/** Encrypted with the key of another n8n. */
class ForeignCredentials extends TestCredentials {
	override async getDecrypted(): Promise<ICredentialDataDecryptedObject> {
		const saved = { id: 'claude', name: CREDENTIAL };
		return await new Credentials(saved, 'claudeMessagesApi', 'bm90IG91cnM=').getData();
	}
}

/** The failed item of a run without a usable credential, and what stops the workflow otherwise. */
async function failing(credentials: TestCredentials, chosen: boolean) {
	const { engine } = testbed;
	const run = async (onError: 'continueRegularOutput' | 'stopWorkflow') => {
		const { nodes, connections } = workflowOf(question('Hello'), onError);
		const bare = nodes.map(({ credentials: given, ...node }) =>
			chosen && given !== undefined ? { ...node, credentials: given } : node,
		);
		return await engine.run({ nodes: bare, connections }, { credentials });
	};
	const item = (await run('continueRegularOutput')).items('Claude Messages')[0];
	const { error } = await run('stopWorkflow');
	expect(testbed.standIn.requests).toEqual([]);
	return { item, error };
}

const given = (message: string | RegExp, description: string) => ({
	json: {
		error: {
			message: typeof message === 'string' ? message : expect.stringMatching(message),
			description,
			type: 'invalid_input',
			status: null,
			request_id: null,
		},
	},
	pairedItem: { item: 0 },
});

test('a newcomer without a credential is told to choose or create one', async () => {
	const { item, error } = await failing(testbed.engine.credentialsHelper({}), false);
	expect(item).toEqual(given('No credential is chosen for this node', WAY_OUT));
	expect(error).toMatchObject({
		name: 'NodeOperationError',
		message: 'No credential is chosen for this node',
		description: `${WAY_OUT}`,
	});
});

test('a credential that was deleted is named', async () => {
	const { item } = await failing(testbed.engine.credentialsHelper({}), true);
	expect(item).toEqual(
		given(
			`n8n cannot open the credential 'Claude Messages account': Credential with ID "claude" does not exist for type "claudeMessagesApi".`,
			`It may have been deleted, belong to somebody else, or come from another n8n. ${WAY_OUT}`,
		),
	);
});

test('a credential of another n8n is named', async () => {
	const { credential } = testbed.engine;
	const { item } = await failing(new ForeignCredentials(credential, {}), true);
	expect(item).toEqual(
		given(
			/^n8n cannot open the credential 'Claude Messages account': .+$/,
			`It may have been deleted, belong to somebody else, or come from another n8n. ${WAY_OUT}`,
		),
	);
});

test('the list of models says the same', async () => {
	await expect(editor.searchModels(undefined)).rejects.toMatchObject({
		name: 'NodeOperationError',
		message: expect.stringMatching(/^n8n cannot open the credential 'Claude Messages account'/),
		description: expect.stringContaining(WAY_OUT),
	});
});

test("an expression that cannot be resolved keeps n8n's words and its way out", async () => {
	const { answers } = await testbed.ask(question("={{ $('Nobody').item.json.text }}"), {
		onError: 'continueRegularOutput',
	});
	expect(answers[0]?.json.error).toEqual({
		message: "Referenced node doesn't exist",
		description: "Check the expressions in this node's fields.",
		type: 'invalid_input',
		status: null,
		request_id: null,
	});
});

describe('a Base URL', () => {
	const at = (baseUrl: string) => ({ apiKey: API_KEY, baseUrl });
	const once = { ...question('Hello'), options: { maxRetries: 0 } };
	/** What the run, the test of the credential and the list of models make of it. */
	async function everywhere(baseUrl: string) {
		const { answers } = await testbed.ask(once, {
			credential: { baseUrl },
			onError: 'continueRegularOutput',
		});
		const tested = await editor.testCredential(at(baseUrl));
		const listed = await editor.searchModels(at(baseUrl)).then(
			({ results }) => results.length,
			({ message }: Error) => message,
		);
		return { answer: answers[0]?.json, tested: tested.message, listed };
	}

	test.each(['/v1', '/v1/', '/V1//', '/v1/messages', '//', ' \n'])(
		'with %j at its end works for runs, the test of the credential and the list of models',
		async (end) => {
			const { answer, tested, listed } = await everywhere(`${testbed.standIn.url}${end}`);
			expect(answer).toMatchObject({ stop_reason: 'end_turn' });
			expect(tested).toBe('The API accepts the key');
			expect(listed).toBeGreaterThan(10);
			const paths = testbed.standIn.requests.map(({ path }) => path);
			expect(new Set(paths)).toEqual(new Set(['/v1/messages', '/v1/models']));
		},
	);

	test('with user info logs in with it, and no message shows it', async () => {
		const url = testbed.standIn.url.replace('//', '//gate:hush-4711@');
		await everywhere(url);
		const login = `Basic ${Buffer.from('gate:hush-4711').toString('base64')}`;
		const logins = testbed.standIn.requests.map(({ headers }) => headers.authorization);
		expect(logins).toEqual(logins.map(() => login));
		testbed.standIn.queue({
			kind: 'raw',
			status: 403,
			body: `{"error":"gate:hush-4711 or ${login}?"}`,
		});
		const { answer } = await everywhere(url);
		expect(answer?.error).toMatchObject({
			message: '••• or Basic •••E=?',
			type: 'permission_error',
		});
		const closed = await everywhere('http://gate:hush-4711@127.0.0.1:9');
		expect(JSON.stringify(closed)).not.toMatch(/gate|hush/);
		expect(closed.tested).toMatch(/^127\.0\.0\.1:9 could not be reached/);
	});

	test.each([
		['?key=s3cret-4711', 'a ?'],
		['/v1?beta=true', 'a ?'],
		['#messages', 'a #'],
	])('with %s is refused before anything is sent', async (end, mark) => {
		const { answer, tested, listed } = await everywhere(`${testbed.standIn.url}${end}`);
		const says = `The 'Base URL' of the credential goes on behind ${mark}, but paths are added at its end`;
		expect(answer?.error).toMatchObject({ message: `${says}`, type: 'invalid_input' });
		expect(tested).toMatch(says);
		expect(listed).toBe(says);
		expect(`${JSON.stringify(answer)}${tested}${listed}`).not.toContain('s3cret');
		expect(testbed.standIn.requests).toEqual([]);
	});
});
