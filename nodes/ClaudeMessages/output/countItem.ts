import type { INodeExecutionData } from 'n8n-workflow';
import type { TokenCount } from '../api/countTokens';
import { type Origin, outputItem } from './outputItem';

/** The item of a count. */
export function countItem(
	{ inputTokens, requestId }: TokenCount,
	origin: Origin,
): INodeExecutionData {
	return outputItem({ input_tokens: inputTokens, request_id: requestId }, origin);
}
