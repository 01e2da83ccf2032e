import { type ICredentialDataDecryptedObject, injectDomainRestrictionFields } from 'n8n-workflow';
import { allowedBaseUrl } from '../../nodes/shared/api/transport/allowedHosts';
import { TestCredentials } from '../engine/credentials';
import { Editor } from '../engine/editor';
import {
	API_KEY,
	CREDENTIAL,
	question,
	startTestbed,
	type Testbed,
	workflowOf,
} from '../engine/testbed';

const GATE = 'https://api.gate.example/v1';
const at = (more: ICredentialDataDecryptedObject, baseUrl = GATE) => ({ baseUrl, ...more });
const domains = (allowedDomains: string) => ({
	allowedHttpRequestDomains: 'domains',
	allowedDomains,
});

test.each<[string, ICredentialDataDecryptedObject]>([
	['its own host', domains('api.gate.example')],
	['its host among others, in capitals, with a dot', domains('x.example, API.Gate.Example.')],
	['the hosts below its domain', domains('*.gate.example')],
	['all', { allowedHttpRequestDomains: 'all', allowedDomains: 'x.example' }],
	['none, which is for other nodes', { allowedHttpRequestDomains: 'none' }],
	['nothing said, as in an older n8n', {}],
])("a credential is used where 'Allowed Domains' has %s", (_, restriction) => {
	expect(allowedBaseUrl(at(restriction))).toBe('https://api.gate.example');
});

test.each([
	['api.anthropic.com', GATE],
	['gate.example', GATE],
	['*.api.gate.example', GATE],
	['e', 'https://evil.e.example'],
	['*.gate.example', 'https://evilgate.example'],
	['gate.example', 'https://gate.example@evil.example'],
	['gate.example', 'https://gate.example.evil.example'],
	['gate.example', 'https://evil.example/gate.example'],
	['api.anthropic.com', 'https://anthropic.evil.example'],
	['*., *', GATE],
])("with the domains '%s' the key does not go to %s", (list, baseUrl) => {
	expect(() => allowedBaseUrl(at(domains(list), baseUrl))).toThrow(
		expect.objectContaining({
			message: expect.stringMatching(/is at \S+, which is not in its 'Allowed Domains'$/),
			type: 'invalid_input',
		}),
	);
});

test("'Specific Domains' without any allows none, not all", () => {
	expect(() => allowedBaseUrl(at(domains(' , ')))).toThrow("'Allowed Domains' is empty");
});

describe("in n8n, which adds 'Allowed Domains' to the credential", () => {
	let testbed: Testbed;
	beforeAll(async () => (testbed = await startTestbed()));
	beforeEach(() => testbed.standIn.reset());
	afterAll(async () => await testbed.close());

	const ours = domains('api.anthropic.com');
	async function run(restriction: ICredentialDataDecryptedObject) {
		const { engine, standIn } = testbed;
		const type = engine.credential;
		const stored = { apiKey: API_KEY, baseUrl: '={{ $json.url }}', ...restriction };
		const properties = injectDomainRestrictionFields(type);
		const credentials = new TestCredentials({ ...type, properties }, { [CREDENTIAL]: stored });
		const file = workflowOf(question('Hello'), 'continueRegularOutput');
		const done = await engine.run(file, { credentials, input: [{ json: { url: standIn.url } }] });
		return done.items('Claude Messages')[0]?.json;
	}

	test('an item cannot send the key to a host that the credential does not allow', async () => {
		expect(await run(ours)).toMatchObject({
			error: {
				message:
					"The 'Base URL' of the credential is at 127.0.0.1, which is not in its 'Allowed Domains'",
				type: 'invalid_input',
			},
		});
		expect(testbed.standIn.requests).toEqual([]);
		expect(await run(domains('127.0.0.1'))).toMatchObject({ stop_reason: 'end_turn' });
	});

	test('neither do the test of the credential and the list of models', async () => {
		const editor = new Editor(testbed.engine);
		const credential = { apiKey: API_KEY, baseUrl: testbed.standIn.url, ...ours };
		const tested = await editor.testCredential(credential);
		expect(tested).toMatchObject({ status: 'Error' });
		expect(tested.message).toMatch("is not in its 'Allowed Domains'");
		expect(testbed.standIn.requests).toEqual([]);
	});
});
