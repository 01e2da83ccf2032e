import type { IDataObject, INodeParameters, IPollFunctions } from 'n8n-workflow';
import { PollContext } from 'n8n-core';
import { Workflow } from 'n8n-workflow';
import { additionalDataFor } from './additionalData';
import type { Engine } from './host';
import { API_KEY, CREDENTIAL } from './testbed';

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
	{ engine, standIn }: { engine: Engine; standIn: { url: string } },
	remembered: IDataObject = {},
	parameters: INodeParameters = {},
	mode: 'manual' | 'trigger' = 'trigger',
	apiKey = API_KEY,
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
		[CREDENTIAL]: { apiKey, baseUrl: standIn.url },
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
		/** The JSON of the items that the workflow starts with. */
		poll: async () => {
			const items = (await poll?.call(context)) ?? [[]];
			return items.flat().map(({ json }) => json);
		},
		stop: (): IDataObject => JSON.parse(JSON.stringify(workflow.staticData)),
	};
}

/** How the trigger begins. */
export interface Setting {
	/** What n8n has kept with the workflow. */
	remembered?: IDataObject;
	parameters?: INodeParameters;
	apiKey?: string;
}

/** The trigger switched on; a poll gives the IDs of the batches, or the message of its error. */
export function startedAt(
	place: Parameters<typeof triggered>[0],
	{ remembered = {}, parameters = {}, apiKey }: Setting = {},
) {
	const n8n = triggered(place, remembered, parameters, 'trigger', apiKey);
	const poll = async () => {
		try {
			const items = await n8n.poll();
			return items.map(({ id, batch_id: of, error }) => id ?? of ?? Object(error).batch_id);
		} catch (error) {
			return error instanceof Error ? error.message : error;
		}
	};
	return { poll, items: n8n.poll, stop: n8n.stop };
}

/** What an older version has kept of a trigger that knows all that was created until so many hours ago. */
export function since(hours: number): IDataObject {
	const time = new Date(Date.now() - hours * 3_600_000).toISOString();
	return { 'node:Claude Messages Trigger': { batches: { since: time, reported: {}, open: {} } } };
}
