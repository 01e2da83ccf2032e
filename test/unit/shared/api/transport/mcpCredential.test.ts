import type { INode } from 'n8n-workflow';
import {
	type McpContext,
	readMcpCredential,
} from '../../../../../nodes/shared/api/transport/credential';
import { MCP_CREDENTIAL } from '../../../../../nodes/shared/api/transport/mcpToken';

function nodeWith(credentials: INode['credentials']): INode {
	return {
		id: 'claude',
		name: 'Claude Messages',
		type: 'claudeMessages',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		credentials,
	};
}

function contextOf(node: INode, getCredentials: McpContext['getCredentials']): McpContext {
	return { getNode: () => node, getCredentials };
}

const chosen = nodeWith({ [MCP_CREDENTIAL]: { id: '7', name: 'Weather' } });

test.each<[string, INode['credentials']]>([
	['no credentials', undefined],
	['another credential', { claudeMessagesApi: { id: '1', name: 'Claude' } }],
])('a node with %s has no credential of an MCP server, and n8n is not asked', async (_, given) => {
	const getCredentials = jest.fn();
	expect(await readMcpCredential(contextOf(nodeWith(given), getCredentials), 0)).toBeUndefined();
	expect(getCredentials).not.toHaveBeenCalled();
});

test('the chosen one is read for each item', async () => {
	const getCredentials = jest.fn(async (_: string, item?: number) => ({ host: `${item}.example` }));
	const context = contextOf(chosen, getCredentials);
	expect(await readMcpCredential(context, 0)).toEqual({ host: '0.example' });
	expect(await readMcpCredential(context, 3)).toEqual({ host: '3.example' });
	expect(getCredentials.mock.calls).toEqual([
		['claudeMcpServerApi', 0],
		['claudeMcpServerApi', 3],
	]);
});

test('one that n8n cannot open is named', async () => {
	const getCredentials = jest.fn().mockRejectedValue(new Error('It is gone'));
	await expect(readMcpCredential(contextOf(chosen, getCredentials), 0)).rejects.toMatchObject({
		message: "n8n cannot open the credential 'Weather': It is gone",
		description:
			"It may have been deleted, belong to somebody else, or come from another n8n. Choose or create a 'Claude MCP Server API' credential at the top of this node's panel.",
		type: 'invalid_input',
	});
});

test("an expression in it that cannot be resolved keeps n8n's words", async () => {
	const error = Object.assign(new Error('No such node'), { name: 'ExpressionError' });
	const getCredentials = jest.fn().mockRejectedValue(error);
	await expect(readMcpCredential(contextOf(chosen, getCredentials), 0)).rejects.toMatchObject({
		message: 'No such node',
		description: 'Check the expressions in the credential.',
	});
});
