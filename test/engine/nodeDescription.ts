import { type INodeProperties, type INodeTypeDescription, NodeConnectionTypes } from 'n8n-workflow';

export function describeNode(
	name: string,
	inputs: INodeTypeDescription['inputs'],
	properties: INodeProperties[],
): INodeTypeDescription {
	return {
		displayName: name,
		name,
		group: ['transform'],
		version: [1, 1.1],
		description: `${name} of n8n`,
		defaults: { name },
		inputs,
		outputs: [NodeConnectionTypes.Main],
		properties,
	};
}

export function parameter(name: string, value: string | Record<string, never>): INodeProperties {
	return { displayName: name, name, type: 'string', default: value };
}
