/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import type { INode, INodeParameters } from 'n8n-workflow';
import type { WorkflowFile } from '../../engine/host';
import { API_KEY, workflowOf } from '../../engine/testbed';
import { type ReceivedRequest, type StandIn, startStandIn } from '../../standin';
import type { Line } from '../installN8n';
import type { RunningN8n } from '../startN8n';
import { byWebhook, call, type Respond } from '../webhooks';
import { withCredential } from '../workbench';
import { type Cluster, startCluster } from './cluster';

/** A cluster, and the stand-in that it asks. */
export class QueueBed {
	private count = 0;

	private constructor(
		readonly cluster: Cluster,
		readonly standIn: StandIn,
	) {}

	static async start(line: Line, env: Record<string, string> = {}): Promise<QueueBed> {
		const standIn = await startStandIn({ apiKey: API_KEY });
		let bed: QueueBed | undefined;
		try {
			const say = (text: string) => void process.stderr.write(`${text}\n`);
			const cluster = await startCluster({ line, apiUrl: standIn.url, workers: 2, env, say });
			bed = new QueueBed(cluster, standIn);
		} finally {
			if (bed === undefined) await standIn.close();
		}
		return bed;
	}

	async close() {
		await this.cluster.close();
		await this.standIn.close();
	}

	/** Trigger → Claude Messages, with the credential of this cluster. */
	asking(parameters: INodeParameters, node: Partial<INode> = {}): WorkflowFile {
		const { nodes, connections } = workflowOf(parameters);
		const changed = nodes.map((each) =>
			each.name === 'Claude Messages' ? { ...each, ...node } : each,
		);
		return { nodes: changed, connections };
	}

	/** Imports a workflow and activates it. */
	async activated(file: WorkflowFile): Promise<string> {
		const { rest, credentialId } = this.cluster;
		const workflow = await rest.createWorkflow(withCredential(file, credentialId));
		await rest.activate(workflow);
		return workflow.id;
	}

	/** The same for one that starts by hand, with a webhook in its place. */
	async webhook(file: WorkflowFile, respond?: Respond): Promise<{ path: string; id: string }> {
		const path = this.nextPath();
		return { path, id: await this.activated(byWebhook(file, path, respond)) };
	}

	nextPath(): string {
		return `queue-${++this.count}`;
	}

	/** What the caller of a webhook gets for texts, one for each item. */
	async ask(path: string, texts: readonly string[]): Promise<unknown> {
		return await call(
			this.cluster.url,
			path,
			texts.map((text) => ({ text })),
		);
	}

	/** The texts that reached the API in messages, each as often as it came. */
	asked(): string[] {
		return this.standIn.requests.filter(({ path }) => path === '/v1/messages').map(textOf);
	}
}

/** The executions that a worker has begun. */
export function begun(worker: RunningN8n): string[] {
	return Array.from(worker.log().matchAll(/Worker started execution (\d+) /g), ([, id]) =>
		String(id),
	);
}

function textOf({ rawBody }: ReceivedRequest): string {
	const body: { messages: Array<{ content: unknown }> } = JSON.parse(rawBody);
	return String(body.messages[0]?.content);
}

/** What is said about so many items, so that every request can be told from the others. */
export function texts(count: number, about: string): string[] {
	return Array.from({ length: count }, (_, index) => `${about}, item ${index}.`);
}

/** What the stand-in answers to texts. */
export function answersTo(asked: readonly string[]) {
	return asked.map((text) => ({ text: `You asked: "${text}"` }));
}
