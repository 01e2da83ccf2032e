import { SupplyDataContext } from 'n8n-core';
import {
	createRunExecutionData,
	type INode,
	type INodeExecutionData,
	type INodeParameters,
	type IRunExecutionData,
	NodeConnectionTypes,
	UnexpectedError,
	Workflow,
} from 'n8n-workflow';
import { additionalDataFor } from './additionalData';
import { newestTest } from './line';
import { API_KEY, CREDENTIAL, question, startTestbed, type Testbed, workflowOf } from './testbed';

let testbed: Testbed;
beforeAll(async () => (testbed = await startTestbed()));
afterAll(async () => await testbed.close());

/** Calls the node as n8n's agents do: what the agent gives is the JSON of the only item. */
async function callAsTool(
	parameters: INodeParameters,
	query = 'Hello from an agent',
	{
		runData = createRunExecutionData({}),
		onChunk,
		...more
	}: Partial<INode> & { runData?: IRunExecutionData; onChunk?: () => void } = {},
): Promise<INodeExecutionData[] | undefined> {
	const { engine, standIn } = testbed;
	const { nodes, connections } = workflowOf(parameters, 'continueRegularOutput');
	const plain = nodes.find(({ name }) => name === 'Claude Messages');
	const node = plain && Object.assign(plain, more);
	const { execute } = engine.node;
	if (node === undefined || execute === undefined) throw new UnexpectedError('There is no node');
	const workflow = new Workflow({ nodes, connections, active: false, nodeTypes: engine.nodeTypes });
	const credential = { apiKey: API_KEY, baseUrl: standIn.url };
	const input = { [NodeConnectionTypes.AiTool]: [[{ json: { query } }]] };
	const context = new SupplyDataContext(
		workflow,
		node,
		additionalDataFor(engine.credentialsHelper({ [CREDENTIAL]: credential }), {
			nodes,
			connections,
			mode: 'manual',
			executionId: '1',
			onChunk,
		}),
		'manual',
		runData,
		0,
		[{ json: { query } }],
		input,
		NodeConnectionTypes.AiTool,
		{ node, data: input, source: null },
		[],
	);
	const output: unknown = await Reflect.apply(execute, context, []);
	return Array.isArray(output) ? output[0] : undefined;
}

test('an agent gets an answer from the node as its tool', async () => {
	const items = await callAsTool(question('={{ $json.query }}'));
	expect(items).toHaveLength(1);
	expect(items?.[0]?.json.text).toContain('You asked: "Hello from an agent"');
});

test('what an agent asks is not told to the chat that waits for the agent', async () => {
	const onChunk = jest.fn();
	const items = await callAsTool(question('={{ $json.query }}'), 'Hello', { onChunk });
	expect(items?.[0]?.json.text).toContain('Hello');
	expect(onChunk).not.toHaveBeenCalled();
});

newestTest('calls that an agent makes with one handle each get their own answer', async () => {
	const parameters = question('={{ $json.query }}');
	const call = { retryOnFail: true, runData: createRunExecutionData({}) };
	const texts: unknown[] = [];
	for (const query of ['How tall is Ann?', 'How tall is Bob?', 'How tall is Bob?']) {
		texts.push((await callAsTool(parameters, query, call))?.[0]?.json.text);
	}
	expect(texts).toEqual([
		expect.stringContaining('"How tall is Ann?"'),
		expect.stringContaining('"How tall is Bob?"'),
		expect.stringContaining('"How tall is Bob?"'),
	]);
	expect(
		testbed.standIn.requests.filter(({ rawBody }) => rawBody.includes('How tall')),
	).toHaveLength(3);
});

newestTest(
	'a tool that is to send a file of the item says that an agent hands over none',
	async () => {
		const items = await callAsTool({
			messages: {
				values: [{ role: 'user', type: 'image', source: 'binary', binaryField: 'data' }],
			},
		});
		expect(items?.[0]?.json.error).toEqual({
			message:
				"A message asks for the file field 'data', but an agent that uses the node as a tool hands over no files",
			description: expect.stringContaining("Set 'Source' to 'URL' or 'File ID'"),
			type: 'invalid_input',
			status: null,
			request_id: null,
		});
	},
);

newestTest(
	'an agent that uses the node connects no tools to it, and the node says so',
	async () => {
		const items = await callAsTool({ ...question('Hello'), connectTools: true });
		expect(items?.[0]?.json.error).toMatchObject({
			message: "'Connect Tools' is on, but an agent that uses the node as a tool connects none",
			type: 'invalid_input',
		});
	},
);
