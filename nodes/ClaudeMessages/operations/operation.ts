import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

/** An operation of the node: all items in, all items out. */
export type Operation = (context: IExecuteFunctions) => Promise<INodeExecutionData[]>;
