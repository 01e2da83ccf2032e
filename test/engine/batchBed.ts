import Anthropic from '@anthropic-ai/sdk';
import type { INodeParameters } from 'n8n-workflow';
import type { StandIn } from '../standin';
import { API_KEY } from './testbed';

/** The official SDK at the stand-in. */
export function sdk({ url }: StandIn): Anthropic {
	return new Anthropic({ apiKey: API_KEY, baseURL: url, maxRetries: 0 });
}

/** A batch that somebody else made, with one request for each text. */
export async function madeBatch(
	standIn: StandIn,
	texts: readonly string[],
	customIds: readonly string[] = texts.map((_, index) => `${index}-made`),
): Promise<string> {
	const batch = await sdk(standIn).messages.batches.create({
		requests: texts.map((content, index) => ({
			custom_id: customIds[index] ?? '',
			params: {
				model: 'claude-haiku-4-5',
				max_tokens: 100,
				messages: [{ role: 'user', content }],
			},
		})),
	});
	return batch.id;
}

/** The parameters of an operation of the resource Batch. */
export function onBatch(operation: string, more: INodeParameters = {}): INodeParameters {
	return { resource: 'batch', operation, ...more };
}

/** A line of the results, as the API sends it. */
export function line(customId: string, text: string): string {
	const message = { type: 'message', role: 'assistant', content: [{ type: 'text', text }] };
	return JSON.stringify({ custom_id: customId, result: { type: 'succeeded', message } });
}

/** What the API sends where it ends an answer early. */
export const OVERLOADED =
	'{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}';
