import type Anthropic from '@anthropic-ai/sdk';
import { defaultReply } from '../answer/defaultReply';
import { ApiRefusal, refusalOf } from '../apiError';
import type { Files } from '../files';
import { checkBatchItem, type BatchContext } from '../rules/batchItem';
import { checkFileReferences } from '../rules/fileReferences';
import type { McpTokens } from '../rules/mcpServers';
import type { MessageRequest } from '../rules/messageRequest';
import type { Samples } from '../samples/samples';
import { NO_SCRIPT, scriptFor } from '../script/script';
import type { Message } from '../types';

/** What a test has written for one request of a batch. */
export type Written =
	| { message: Partial<Message> }
	| { error: { type: string; message: string; details?: Readonly<Record<string, unknown>> } };

export type Result =
	| { type: 'succeeded'; message: Message }
	| { type: 'errored'; error: ErrorResponse }
	| { type: 'canceled' | 'expired' };

type ErrorResponse = Omit<Anthropic.ErrorResponse, 'error'> & {
	error: { type: string; message: string; details?: Readonly<Record<string, unknown>> };
};

export interface Workplace {
	files: Files;
	mcpTokens: McpTokens;
	samples: Samples;
}

/** The refusal of a request, if it breaks a rule. */
export function judgeItem(
	params: Record<string, unknown>,
	context: BatchContext,
	{ files, mcpTokens }: Workplace,
): MessageRequest | ApiRefusal {
	try {
		const request = checkBatchItem(params, context);
		mcpTokens.check(request.body);
		checkFileReferences(request.body, files);
		return request;
	} catch (error) {
		return refusalOf(error);
	}
}

/** The same for the same `id` whenever it is asked for. */
export function resultOf(
	verdict: MessageRequest | ApiRefusal,
	id: string,
	{ files, samples }: Workplace,
	written: Written | undefined,
): Result {
	if (verdict instanceof ApiRefusal) return errored(verdict, id);
	if (written !== undefined && 'error' in written) return errored(written.error, id);
	const laid = written?.message ?? {};
	const { body } = verdict;
	const script =
		laid.content === undefined
			? scriptFor({ body, files: files.namedAfter(id), samples })
			: NO_SCRIPT;
	const usual = defaultReply(verdict, `msg_01StandIn${id}`, script);
	const usage = { ...usual.usage, service_tier: 'batch' as const };
	return { type: 'succeeded', message: { ...usual, usage, ...laid } };
}

function errored(
	{ type, message, details }: ErrorResponse['error'],
	id: string,
): Extract<Result, { type: 'errored' }> {
	const error = { type, message, ...(details && { details }) };
	return { type: 'errored', error: { type: 'error', error, request_id: `req_01StandIn${id}` } };
}
