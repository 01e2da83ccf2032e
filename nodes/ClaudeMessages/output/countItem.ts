import type { INodeExecutionData } from 'n8n-workflow';
import type { TokenCount } from '../../shared/api/endpoints/countTokens';
import { type Origin, outputItem } from './outputItem';

/** Makes the item of a token count. */
export function countItem(
	{ inputTokens, requestId }: TokenCount,
	origin: Origin,
): INodeExecutionData {
	const json = { input_tokens: inputTokens, request_id: requestId };
	return outputItem(json, origin, Object.keys(json));
}
