import { type INode, type JsonObject, NodeApiError, NodeOperationError } from 'n8n-workflow';
import { type Failure, INTERNAL_ERROR, INVALID_INPUT } from './failure';

/** The item that stopped the run, and the progress until then. */
export interface Progress {
	itemIndex: number;
	/** Undefined where nothing is lost. */
	answered?: number;
	total: number;
}

/**
 * The error that stops the workflow: `NodeApiError` for failures of the API or the connection,
 * `NodeOperationError` for those of the user's input or the node itself.
 *
 * @see https://docs.n8n.io/integrations/creating-nodes/build/reference/error-handling/
 */
export function nodeError(
	node: INode,
	failure: Failure,
	progress?: Progress,
): NodeApiError | NodeOperationError {
	const itemIndex = progress?.itemIndex;
	const description = describe(failure, progress);
	const error = [INVALID_INPUT, INTERNAL_ERROR].includes(failure.type)
		? new NodeOperationError(node, failure.message, { description, itemIndex })
		: new NodeApiError(node, apiError(failure), {
				message: failure.message,
				description,
				itemIndex,
				httpCode: failure.status === null ? undefined : String(failure.status),
			});
	// n8n replaces a message that contains a word like ENOENT with its own; this restores the API's.
	error.message = failure.message;
	return error;
}

/** n8n discards all answers of a node that stops the workflow. */
const LOST =
	"n8n does not keep them, and they are paid for again when this execution is retried. To keep them, set 'On Error' in this node's settings to 'Continue', or give it fewer items at a time with a 'Loop Over Items' node.";

function describe({ description, requestId }: Failure, progress: Progress | undefined): string {
	const parts = [description];
	if (requestId !== null) parts.push(`Request ID: ${requestId}.`);
	const { answered, total = 1 } = progress ?? {};
	if (answered !== undefined && total > 1) {
		parts.push(`Items answered before: ${answered} of ${total}.`);
		if (answered > 0) parts.push(LOST);
	}
	return parts.join(' ');
}

/** n8n stores this with the execution, so it holds the API's message and nothing of the request. */
function apiError(failure: Failure): JsonObject {
	return {
		type: failure.type,
		message: failure.message,
		error_code: failure.errorCode ?? null,
		status: failure.status,
		request_id: failure.requestId,
	};
}
