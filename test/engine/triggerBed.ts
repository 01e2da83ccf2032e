import type { IDataObject, INodeParameters, IPollFunctions } from 'n8n-workflow';
import { PollContext } from 'n8n-core';
import { Workflow } from 'n8n-workflow';
import { additionalDataFor } from './additionalData';
import { API_KEY, CREDENTIAL, type Testbed } from './testbed';

const NODE = {
	id: 'trigger',
	name: 'Claude Messages Trigger',
	type: 'n8n-nodes-claude-messages.claudeMessagesTrigger',
	typeVersion: 1,
	position: [0, 0] as [number, number],
	parameters: { event: 'batchEnded' },
	credentials: { claudeMessagesApi: { id: 'claude', name: CREDENTIAL } },
};

/** n8n with the trigger switched on; what it remembers is all that outlives it. */
export function triggered(
	{ engine, standIn }: Testbed,
	remembered: IDataObject = {},
	parameters: INodeParameters = {},
	mode: 'manual' | 'trigger' = 'trigger',
) {
	const workflow = new Workflow({
		id: 'workflow',
		nodes: [{ ...NODE, parameters: { ...NODE.parameters, ...parameters } }],
		connections: {},
		active: true,
		nodeTypes: engine.nodeTypes,
		staticData: remembered,
	});
	const credentials = engine.credentialsHelper({
		[CREDENTIAL]: { apiKey: API_KEY, baseUrl: standIn.url },
	});
	const [node] = Object.values(workflow.nodes);
	if (node === undefined) throw new RangeError('There is no trigger');
	const file = { nodes: [node], connections: {}, mode, executionId: '1' };
	const context: IPollFunctions = new PollContext(
		workflow,
		node,
		additionalDataFor(credentials, file),
		mode,
		'activate',
	);
	const { poll } = engine.nodeTypes.getByNameAndVersion(node.type, 1);
	return {
		poll: async () => {
			const items = (await poll?.call(context)) ?? [[]];
			return items.flat().map(({ json }) => json);
		},
		stop: (): IDataObject => JSON.parse(JSON.stringify(workflow.staticData)),
	};
}
