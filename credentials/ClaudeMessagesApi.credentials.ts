import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	Icon,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

/** A gateway's header usually carries a token. */
const masked = { password: true };

/** The key of Anthropic's API, and the address and extra header of a gateway where one is used. */
export class ClaudeMessagesApi implements ICredentialType {
	name = 'claudeMessagesApi';

	displayName = 'Claude Messages API';

	icon: Icon = {
		light: 'file:../nodes/ClaudeMessages/claudeMessages.svg',
		dark: 'file:../nodes/ClaudeMessages/claudeMessages.dark.svg',
	};

	documentationUrl = 'https://www.npmjs.com/package/n8n-nodes-claude-messages#credential';

	properties: INodeProperties[] = [
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			placeholder: 'e.g. sk-ant-api03-…',
			description:
				'Create a key in the <a href="https://platform.claude.com/settings/keys">Claude Console</a>; every call is billed to its workspace',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://api.anthropic.com',
			placeholder: 'e.g. https://api.anthropic.com',
			description: 'The address of the API or of your gateway; the key is sent there',
		},
		{
			displayName: 'Add a Header',
			name: 'header',
			type: 'boolean',
			default: false,
			description: 'Whether to send one more header with each request, as some gateways want it',
		},
		{
			displayName: 'Header Name',
			name: 'headerName',
			type: 'string',
			displayOptions: { show: { header: [true] } },
			default: '',
			placeholder: 'e.g. anthropic-workspace-id',
		},
		{
			displayName: 'Header Value',
			name: 'headerValue',
			type: 'string',
			typeOptions: masked,
			displayOptions: { show: { header: [true] } },
			default: '',
		},
	];

	/** Adds the key and the extra header; an extra `anthropic-beta` joins the node's own. */
	authenticate = async (
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => {
		const headers = { ...requestOptions.headers, 'x-api-key': trimmed(credentials.apiKey) };
		const name = trimmed(credentials.headerName).toLowerCase();
		if (credentials.header !== true || name === '') return { ...requestOptions, headers };
		const value = trimmed(credentials.headerValue);
		const own = name === 'anthropic-beta' ? requestOptions.headers?.[name] : undefined;
		return {
			...requestOptions,
			headers: { ...headers, [name]: own === undefined ? value : `${String(own)},${value}` },
		};
	};
}

/** Keys are often pasted with a line break at their end, which no header may have. */
function trimmed(value: unknown): string {
	return typeof value === 'string' ? value.trim() : '';
}
