import { type LocalAnswer, type LocalServer, startLocalServer } from './localServer';

interface Call {
	name: string;
	arguments: Record<string, unknown>;
}

/** An MCP server with one tool, `lookup`, that fails for the word "nothing". */
export interface McpServer extends LocalServer {
	/** The methods that were called, in order. */
	readonly methods: string[];
}

interface Message {
	id?: number;
	method: string;
	params: Partial<Call> & { protocolVersion?: string };
}

const LOOKUP = {
	name: 'lookup',
	description: 'Looks a word up',
	inputSchema: {
		type: 'object',
		properties: { word: { type: 'string', description: 'The word' }, times: { type: 'integer' } },
		required: ['word'],
	},
};

/**
 * Streamable HTTP without streams and sessions.
 *
 * @see https://modelcontextprotocol.io/specification/2025-06-18/basic/transports
 */
export async function startMcpServer(): Promise<McpServer> {
	const methods: string[] = [];
	const server = await startLocalServer(({ method: verb }, body): LocalAnswer => {
		if (verb !== 'POST') return { status: 405 };
		const { id, method, params }: Message = JSON.parse(body);
		methods.push(method);
		if (id === undefined) return { status: 202 };
		return { body: { jsonrpc: '2.0', id, result: resultOf(method, params) } };
	});
	return { ...server, methods };
}

function resultOf(method: string, { protocolVersion, arguments: input }: Message['params']) {
	switch (method) {
		case 'initialize':
			return {
				protocolVersion,
				capabilities: { tools: {} },
				serverInfo: { name: 'words', version: '1.0.0' },
			};
		case 'tools/list':
			return { tools: [LOOKUP] };
		case 'tools/call': {
			const word = String(input?.word);
			const isError = word === 'nothing';
			const text = isError ? 'No such word.' : `${word} is a word.`;
			return { content: [{ type: 'text', text }], isError };
		}
		default:
			return {};
	}
}
