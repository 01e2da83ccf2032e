import type { INodeProperties } from 'n8n-workflow';

export const resource: INodeProperties = {
	displayName: 'Resource',
	name: 'resource',
	type: 'options',
	noDataExpression: true,
	options: [
		{ name: 'Batch', value: 'batch' },
		{ name: 'File', value: 'file' },
		{ name: 'Message', value: 'message' },
		{ name: 'Model', value: 'model' },
	],
	default: 'message',
};
