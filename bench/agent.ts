/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type {
	IConnections,
	ICredentialType,
	INode,
	INodeParameters,
	INodeType,
} from 'n8n-workflow';
import { TestCredentials } from '../test/engine/credentials';
import { Engine, type WorkflowFile } from '../test/engine/host';
import { API_KEY, CREDENTIAL, question } from '../test/engine/testbed';
import { medianOf } from './median';
import { startScriptedServer } from './server';
import { round, type Row } from './table';

/** Where `npm run e2e` installs a whole n8n, and with it n8n's own agent. */
const N8N = join(__dirname, '..', 'test', 'e2e', 'n8n-2', 'node_modules');
const NODES = join(N8N, '@n8n', 'n8n-nodes-langchain', 'dist', 'nodes');

const ITEMS = 40;

/** A call of the tool, and the answer. */
const TURNS = 2;

/** Processor time for a turn of an agent: ours against n8n's AI Agent with its Anthropic model. */
export async function agentRows(): Promise<Row[]> {
	if (!existsSync(NODES)) {
		process.stderr.write('n8n is not installed, so its agent is not measured: run npm run e2e\n');
		return [];
	}
	const engine = await Engine.start({
		agent: nodeOf('agents/Agent/Agent.node.js', 'Agent'),
		model: nodeOf('llms/LMChatAnthropic/LmChatAnthropic.node.js', 'LmChatAnthropic'),
		toolCalculator: nodeOf('tools/ToolCalculator/ToolCalculator.node.js', 'ToolCalculator'),
	});
	const server = await startScriptedServer();
	const credentials = new TestCredentials(
		engine.credential,
		{
			[CREDENTIAL]: { apiKey: API_KEY, baseUrl: server.url },
			Anthropic: { apiKey: API_KEY, url: server.url },
		},
		{ anthropicApi: ANTHROPIC },
	);
	const input = Array.from({ length: ITEMS }, (_, index) => ({ json: { index } }));
	const perTurn = async (file: WorkflowFile, last: string) => {
		const before = process.cpuUsage();
		const run = await engine.run(file, { credentials, input });
		const { user, system } = process.cpuUsage(before);
		if (run.error !== undefined) throw run.error;
		if (run.items(last).length !== ITEMS) throw new RangeError(`${last} lost items`);
		return (user + system) / 1000 / ITEMS / TURNS;
	};
	const ours = async () => await perTurn(OURS, 'Claude');
	const theirs = async () => await perTurn(THEIRS, 'Agent');
	await ours();
	await theirs();
	const [own, other] = [await medianOf(3, ours), await medianOf(3, theirs)];
	await server.stop();
	return [
		{
			work: "an agent's turn, with n8n's Calculator: processor time",
			measured: `${round(own)} ms, ${round(own / other)} × n8n's AI Agent with its Anthropic model (${round(other)} ms)`,
			bound: '≤ 0.5 ×',
			value: own / other,
			limit: { most: 0.5 },
		},
	];
}

function nodeOf(path: string, name: string): INodeType {
	const module: Record<string, new () => INodeType> = createRequire(join(N8N, 'x.js'))(
		join(NODES, path),
	);
	const Node = module[name];
	if (Node === undefined) throw new RangeError(`${path} has no ${name}`);
	return new Node();
}

const ANTHROPIC: ICredentialType = {
	name: 'anthropicApi',
	displayName: 'Anthropic',
	properties: ['apiKey', 'url'].map((name) => ({
		displayName: name,
		name,
		type: 'string',
		default: '',
	})),
};

const WORDS = '={{ `Number ${$json.index}: calculator {"input":"2+3"}` }}';

const MODEL = { __rl: true, mode: 'id', value: 'claude-haiku-4-5' };

const OURS = workflow(
	[
		node('Claude', 'n8n-nodes-claude-messages.claudeMessages', 1, {
			...question(WORDS),
			model: MODEL,
			operation: 'send',
			connectTools: true,
			// One item after the other, as n8n's agent.
			options: { concurrency: 1, streaming: 'never' },
		}),
		node('Calculator', 'toolCalculator', 1, {}),
	],
	{ Calculator: { ai_tool: [[{ node: 'Claude', type: 'ai_tool', index: 0 }]] } },
);

const THEIRS = workflow(
	[
		node('Agent', 'agent', 3, { promptType: 'define', text: WORDS, options: {} }),
		node('Model', 'model', 1.3, { model: MODEL, options: {} }),
		node('Calculator', 'toolCalculator', 1, {}),
	],
	{
		Model: { ai_languageModel: [[{ node: 'Agent', type: 'ai_languageModel', index: 0 }]] },
		Calculator: { ai_tool: [[{ node: 'Agent', type: 'ai_tool', index: 0 }]] },
	},
);

function workflow([first, ...others]: INode[], connections: IConnections): WorkflowFile {
	const start = node('Start', 'n8n-nodes-base.manualTrigger', 1, {});
	return {
		nodes: [start, ...(first === undefined ? [] : [first]), ...others],
		connections: {
			...connections,
			Start: { main: [[{ node: first?.name ?? '', type: 'main', index: 0 }]] },
		},
	};
}

function node(name: string, type: string, typeVersion: number, parameters: INodeParameters): INode {
	return {
		id: name,
		name,
		type,
		typeVersion,
		position: [0, 0],
		parameters,
		credentials: {
			claudeMessagesApi: { id: 'ours', name: CREDENTIAL },
			anthropicApi: { id: 'theirs', name: 'Anthropic' },
		},
	};
}
