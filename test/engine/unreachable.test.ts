import { question, startTestbed, type Testbed } from './testbed';

let testbed: Testbed;
beforeAll(async () => (testbed = await startTestbed()));
afterAll(async () => await testbed.close());

test.each([
	['that refuses the connection', 'http://127.0.0.1:9', '127.0.0.1:9'],
	['that does not exist', 'http://claude.invalid/proxy', 'claude.invalid'],
])('the failure of a server %s names its host', async (_, baseUrl, host) => {
	const { answers } = await testbed.ask(
		{ ...question('Hello'), options: { maxRetries: 0 } },
		{
			credential: { baseUrl },
			onError: 'continueRegularOutput',
		},
	);
	expect(JSON.stringify(answers[0]?.json.error)).toContain(host);
});
