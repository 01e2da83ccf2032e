import type { INodeProperties } from 'n8n-workflow';
import { readSwitch } from '../../shared/fields/values';

export const connectTools: INodeProperties = {
	displayName: 'Connect Tools',
	name: 'connectTools',
	type: 'boolean',
	noDataExpression: true,
	default: false,
	description:
		'Whether to show an input for tool nodes, such as Calculator or MCP Client; Claude calls them until it has its answer',
};

export function readConnectTools(value: unknown): boolean {
	return readSwitch(value, connectTools.displayName, false);
}
