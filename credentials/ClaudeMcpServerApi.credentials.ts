import type { ICredentialType, Icon, INodeProperties } from 'n8n-workflow';

/**
 * The token of one MCP server. Nothing is authenticated with it here: the node puts it into the body of a
 * Messages request, beside the address of that server and of no other.
 *
 * @see https://platform.claude.com/docs/en/agents-and-tools/mcp-connector
 */
export class ClaudeMcpServerApi implements ICredentialType {
	name = 'claudeMcpServerApi';

	displayName = 'Claude MCP Server API';

	icon: Icon = {
		light: 'file:../nodes/ClaudeMessages/claudeMessages.svg',
		dark: 'file:../nodes/ClaudeMessages/claudeMessages.dark.svg',
	};

	documentationUrl = 'https://www.npmjs.com/package/n8n-nodes-claude-messages#credential';

	properties: INodeProperties[] = [
		{
			displayName: 'Host',
			name: 'host',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. mcp.example.com',
			description:
				'The host of the MCP server, with its port where it has one; the token is sent for this host only, and of a URL only its host counts',
		},
		{
			displayName: 'Token',
			name: 'token',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description:
				'The access token of the MCP server, which Claude hands over each time it calls the server',
		},
	];
}
