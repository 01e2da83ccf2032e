import { Engine } from './host';
import { CREDENTIAL, question, workflowOf } from './testbed';

const ENDLESS = '={{ (() => { const value = {}; value.itself = value; return value; })() }}';

test.each(['system', 'prefill', 'maxTokens'])(
	'a value without an end fails with the name of its field: %s',
	async (name) => {
		const engine = await Engine.start();
		const workflow = workflowOf({ ...question('Hello'), [name]: ENDLESS }, 'continueRegularOutput');
		const credentials = { [CREDENTIAL]: { apiKey: 'unused', baseUrl: 'http://127.0.0.1:9' } };
		const run = await engine.run(workflow, { credentials, input: [{ json: {} }] });
		expect(run.items('Claude Messages')).toMatchObject([
			{ json: { error: { type: 'invalid_input', message: expect.stringContaining(name) } } },
		]);
	},
);
