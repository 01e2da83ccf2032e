import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import type { QueuedReply } from '../standin';
import { question } from './testbed';

/** The parameters of a short question, another one for each item. */
export const hello = (options: INodeParameters = {}, more: INodeParameters = {}) => ({
	...question('=Number {{ $itemIndex }}.'),
	maxTokens: 100,
	...more,
	options,
});

/** A model that takes a prefill. */
export const HAIKU = { model: 'claude-haiku-4-5' };

export const items = (count: number): INodeExecutionData[] =>
	Array.from({ length: count }, () => ({ json: {} }));

export const says = (words: string): QueuedReply => ({ kind: 'text', text: words });
