import { invalid } from '../apiError';
import type { MessageBody } from './messageRequest';
import * as is from './shape';

const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]'];

/** HTTPS; on this machine HTTP is enough. */
const serverUrl: is.Check = (value, place, context) => {
	is.text(value, place, context);
	const url = parse(String(value));
	const isLocal = url?.protocol === 'http:' && LOOPBACK.includes(url.hostname);
	if (url?.protocol !== 'https:' && !isLocal) throw invalid(place, 'must be an https:// URL');
};

/** https://platform.claude.com/docs/en/agents-and-tools/mcp-connector */
export const mcpServer = is.fields(
	{ type: is.oneOf('url'), url: serverUrl, name: is.filledText },
	{ authorization_token: is.nullable(is.text), tool_configuration: is.nullable(is.object) },
);

/** The servers that let nobody in without their token. */
export class McpTokens {
	private readonly tokens = new Map<string, string>();

	set(url: string, token: string) {
		this.tokens.set(canonical(url), token);
	}

	clear() {
		this.tokens.clear();
	}

	/** Goes to every server, as the API does before it answers. */
	check({ mcp_servers: servers = [] }: MessageBody) {
		for (const { name, url, authorization_token: given } of servers) {
			const token = this.tokens.get(canonical(url));
			if (token === undefined || token === given) continue;
			throw invalid(
				'',
				`Invalid authorization token for MCP server '${name}'. Please check your token and try again.`,
			);
		}
	}
}

function canonical(url: string): string {
	return parse(url)?.href ?? url;
}

function parse(url: string): URL | undefined {
	return URL.canParse(url) ? new URL(url) : undefined;
}
