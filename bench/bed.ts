/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { Engine, type FinishedRun } from '../test/engine/host';
import { API_KEY, CREDENTIAL, question, workflowOf } from '../test/engine/testbed';
import { MINIMAL_NODE, MinimalNode } from './minimalNode';

/** What a run cost this process. */
export interface Cost {
	run: FinishedRun;
	/** Milliseconds. */
	wall: number;
	/** Milliseconds of processor time. */
	cpu: number;
}

export type Bed = Awaited<ReturnType<typeof startBed>>;

/** The engine with our node and the minimal one. */
export async function startBed() {
	const engine = await Engine.start({ [MINIMAL_NODE]: new MinimalNode() });

	async function measure(
		parameters: INodeParameters,
		input: INodeExecutionData[],
		url: string,
		type?: string,
	): Promise<Cost> {
		const file = workflowOf(parameters);
		const nodes = file.nodes.map((node) =>
			type !== undefined && node.name === 'Claude Messages' ? { ...node, type } : node,
		);
		const credentials = { [CREDENTIAL]: { apiKey: API_KEY, baseUrl: url } };
		const before = process.cpuUsage();
		const started = performance.now();
		const run = await engine.run({ ...file, nodes }, { credentials, input });
		const wall = performance.now() - started;
		const { user, system } = process.cpuUsage(before);
		if (run.error !== undefined) throw run.error;
		return { run, wall, cpu: (user + system) / 1000 };
	}

	return {
		engine,
		/** Our node with a short question in words. */
		ask: async (url: string, count: number, options: INodeParameters, maxTokens = 1024) =>
			await measure(
				{ ...question('={{ $json.question }}'), maxTokens, options },
				questions(count),
				url,
			),
		/** The minimal node with the same bodies. */
		minimal: async (url: string, count: number) =>
			await measure(
				{
					url,
					body: `={{ ${JSON.stringify(bodyOf('%')).replace('%', '" + $json.question + "')} }}`,
				},
				questions(count),
				url,
				MINIMAL_NODE,
			),
		measure,
	};
}

export function questions(count: number): INodeExecutionData[] {
	return Array.from({ length: count }, (_, index) => ({
		json: { question: `Question ${index}?` },
	}));
}

/** The body that our node sends for a question. */
export function bodyOf(text: string): string {
	return JSON.stringify({
		model: 'claude-sonnet-5-5',
		max_tokens: 1024,
		messages: [{ role: 'user', content: text }],
	});
}
