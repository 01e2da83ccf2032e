/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { setTimeout as after } from 'node:timers/promises';
import type { IRunExecutionData } from 'n8n-workflow';
import type { WorkflowFile } from '../engine/host';
import { unflatted } from './unflatted';

/** Who the first user of a fresh n8n is. */
// eslint-disable-next-line @n8n/community-nodes/no-hardcoded-secrets -- of an n8n that lives on this machine as long as it is tried
export const LOGIN = { email: 'ada@example.com', password: 'Claude-Messages-1' };

/** What n8n's REST interface gives back, as far as it is used here. */
type Answer = Record<string, unknown>;

/** An execution as the editor shows it. */
export interface StoredExecution {
	status: string;
	/** By the names of the nodes. */
	runs: IRunExecutionData['resultData']['runData'];
	error: IRunExecutionData['resultData']['error'];
}

const ENDED = ['success', 'error', 'canceled', 'crashed'];

/** The editor's own way to n8n. */
export class Rest {
	/** @param cookie of a user who is logged in */
	constructor(
		private readonly url: string,
		private cookie = '',
	) {}

	/** Makes the first user and logs in. */
	async setUp(): Promise<void> {
		await this.post('/rest/owner/setup', { ...LOGIN, firstName: 'Ada', lastName: 'Lovelace' });
	}

	/** The cookie that the editor needs to be logged in. */
	get login(): string {
		return this.cookie;
	}

	/** The names of the nodes that n8n has loaded. */
	async nodeNames(): Promise<string[]> {
		const nodes: unknown = await this.call('GET', '/types/nodes.json');
		return Array.isArray(nodes) ? nodes.map((node: { name: string }) => node.name) : [];
	}

	/** @returns its ID */
	async createCredential(name: string, data: Answer, type = 'claudeMessagesApi'): Promise<string> {
		const { id } = await this.post('/rest/credentials', { name, type, data });
		return String(id);
	}

	/** The button that tests a credential, with what was typed into it. */
	async testCredential(id: string, data: Answer): Promise<Answer> {
		const credentials = { id, name: 'Tried', type: 'claudeMessagesApi', data };
		return await this.post('/rest/credentials/test', { credentials });
	}

	/** @returns its ID and version, which activating asks for */
	async createWorkflow(file: WorkflowFile): Promise<{ id: string; versionId: string }> {
		const { name = 'Tried', nodes, connections, settings = {}, pinData } = file;
		const made = await this.post('/rest/workflows', {
			name,
			nodes,
			connections,
			settings,
			pinData,
			active: false,
		});
		return { id: String(made.id), versionId: String(made.versionId) };
	}

	/** Activates a workflow and waits until its webhooks are there. */
	async activate({ id, versionId }: { id: string; versionId: string }): Promise<void> {
		await this.post(`/rest/workflows/${id}/activate`, { versionId });
		for (let tries = 0; tries < 100; tries++, await after(100)) {
			const status = await this.get(`/rest/workflows/${id}/publication-status`).catch(() => ({
				status: 'published',
			}));
			if (JSON.stringify(status).includes('published')) return;
		}
	}

	async deactivate(id: string): Promise<void> {
		await this.post(`/rest/workflows/${id}/deactivate`, {});
	}

	/** The ID of the one execution that is running. */
	async runningExecution(): Promise<string> {
		const filter = encodeURIComponent(JSON.stringify({ status: ['running'] }));
		const { results } = await this.get(`/rest/executions?filter=${filter}`);
		const [execution] = Array.isArray(results) ? results : [];
		return isAnswer(execution) ? String(execution.id) : '';
	}

	/** What n8n keeps of the newest execution of a workflow, once it is over. */
	async lastExecution(workflowId: string): Promise<StoredExecution> {
		for (let tries = 0; tries < 100; tries++, await after(100)) {
			const [newest] = await this.executionsOf(workflowId);
			if (newest !== undefined && isOver(newest)) return await this.stored(newest);
		}
		throw new RangeError(`The workflow ${workflowId} has no execution that is over`);
	}

	/** What n8n keeps of the executions of a workflow that are over, the newest first. */
	async executions(workflowId: string): Promise<StoredExecution[]> {
		const over = (await this.executionsOf(workflowId)).filter(isOver);
		return await Promise.all(over.map(async (execution) => await this.stored(execution)));
	}

	/** The editor's Retry, for the newest execution of a workflow; returns how the new one ended. */
	async retryLast(workflowId: string): Promise<string> {
		const [newest] = await this.executionsOf(workflowId);
		const { status } = await this.post(`/rest/executions/${String(newest?.id)}/retry`, {});
		return String(status);
	}

	private async executionsOf(workflowId: string): Promise<Answer[]> {
		const filter = encodeURIComponent(JSON.stringify({ workflowId }));
		const { results } = await this.get(`/rest/executions?filter=${filter}`);
		return Array.isArray(results) ? results.filter(isAnswer) : [];
	}

	private async stored({ id }: Answer): Promise<StoredExecution> {
		const { status, data } = await this.get(`/rest/executions/${String(id)}`);
		const { resultData }: IRunExecutionData = unflatted(String(data));
		return { status: String(status), runs: resultData.runData, error: resultData.error };
	}

	/** Data of the answer; an error of n8n's is thrown with its words. */
	async post(path: string, body: unknown): Promise<Answer> {
		return dataOf(await this.call('POST', path, body));
	}

	private async get(path: string): Promise<Answer> {
		return dataOf(await this.call('GET', path));
	}

	private async call(method: string, path: string, body?: unknown): Promise<unknown> {
		const response = await fetch(`${this.url}${path}`, {
			method,
			headers: { 'content-type': 'application/json', cookie: this.cookie },
			...(body === undefined ? {} : { body: JSON.stringify(body) }),
		});
		const [cookie] = response.headers.getSetCookie();
		if (cookie !== undefined) this.cookie = cookie.split(';')[0] ?? '';
		const text = await response.text();
		if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
		return JSON.parse(text);
	}
}

function dataOf(answer: unknown): Answer {
	return isAnswer(answer) && isAnswer(answer.data) ? answer.data : {};
}

function isOver({ status }: Answer): boolean {
	return ENDED.includes(String(status));
}

function isAnswer(value: unknown): value is Answer {
	return typeof value === 'object' && value !== null;
}
