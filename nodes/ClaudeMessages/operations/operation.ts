import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

/** What the user chose: all items in, all items out. */
export type Operation = (context: IExecuteFunctions) => Promise<INodeExecutionData[]>;
