import type { IDataObject, INode } from 'n8n-workflow';
import type { WorkflowFile } from '../engine/host';

const TRIGGER = 'n8n-nodes-base.manualTrigger';

function node(
	name: string,
	type: string,
	typeVersion: number,
	parameters: INode['parameters'],
): INode {
	return { id: name, name, type, typeVersion, position: [0, 0], parameters };
}

/** How the caller of a webhook is answered: with the last node's items, at once, or with the text as it comes. */
export type Respond = 'lastNode' | 'onReceived' | 'streaming';

/**
 * A workflow that starts by hand, changed so that a production webhook starts it: a list that is posted
 * becomes the trigger's items.
 */
export function byWebhook(
	file: WorkflowFile,
	path: string,
	respond: Respond = 'lastNode',
): WorkflowFile {
	const { trigger, nodes } = triggerOf(file);
	const webhook: INode = {
		...node('Incoming', 'n8n-nodes-base.webhook', 2.1, {
			httpMethod: 'POST',
			path,
			responseMode: respond,
			...(respond === 'lastNode' ? { responseData: 'allEntries' } : {}),
		}),
		webhookId: path,
	};
	// It takes the trigger's name, so that expressions and connections find its items.
	const items = node(trigger.name, 'n8n-nodes-base.splitOut', 1, {
		fieldToSplitOut: 'body',
		options: {},
	});
	return {
		name: file.name,
		nodes: [...nodes, webhook, items],
		connections: {
			...file.connections,
			Incoming: { main: [[{ node: trigger.name, type: 'main', index: 0 }]] },
		},
		settings: file.settings,
	};
}

/** A workflow that starts by hand, changed so that a public chat starts it, which hears the text as it comes. */
export function byChat(file: WorkflowFile, webhookId: string): WorkflowFile {
	const { trigger, nodes } = triggerOf(file);
	const chat: INode = {
		...node(trigger.name, '@n8n/n8n-nodes-langchain.chatTrigger', 1.3, {
			public: true,
			options: { responseMode: 'streaming' },
		}),
		webhookId,
	};
	return { ...file, nodes: [...nodes, chat] };
}

/** The manual trigger, and the nodes without it. */
function triggerOf({ nodes }: WorkflowFile): { trigger: INode; nodes: INode[] } {
	const trigger = nodes.find(({ type }) => type === TRIGGER);
	if (trigger === undefined) throw new RangeError('The workflow has no manual trigger');
	return { trigger, nodes: nodes.filter((other) => other !== trigger) };
}

/** What the caller of a webhook gets. */
export async function call(url: string, path: string, items: IDataObject[]): Promise<unknown> {
	const answer = await fetch(`${url}/webhook/${path}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(items),
	});
	const text = await answer.text();
	if (!answer.ok) throw new RangeError(`The webhook answered ${answer.status}: ${text}`);
	return JSON.parse(text);
}
