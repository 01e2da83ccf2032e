import type Anthropic from '@anthropic-ai/sdk';
import { invalid, notFound } from '../apiError';
import { countInputTokens } from '../facts/tokenCount';
import type { Model } from '../models/model';
import { findModel } from '../models/modelTable';
import { checkAttachments } from './attachmentLimits';
import { checkCacheBreakpoints } from './cacheBreakpoints';
import type { RequestContext } from './context';
import { countFields, messageFields } from './messageFields';
import { checkAnswerRules, checkPromptRules } from './modelRules';
import { checkSampling } from './samplingRules';
import { checkBudget, checkThinking } from './thinkingRules';
import { checkToolTurns } from './toolTurns';
import { checkToolSet } from './toolSet';
import { checkTurns } from './turns';

/** A body of `POST /v1/messages`, with what the SDK's type has no place for. */
export type MessageBody = Anthropic.MessageCreateParams & {
	temperature?: number;
	top_p?: number;
	top_k?: number;
	mcp_servers?: Array<{ name: string; url: string; authorization_token?: string | null }>;
	fallback_credit_token?: unknown;
	thread?: unknown;
};

/** What the model reads, and all that `POST /v1/messages/count_tokens` takes. */
export type PromptBody = Pick<
	MessageBody,
	| 'cache_control'
	| 'fallback_credit_token'
	| 'mcp_servers'
	| 'messages'
	| 'model'
	| 'output_config'
	| 'speed'
	| 'system'
	| 'thinking'
	| 'tool_choice'
	| 'tools'
>;

/** A body that has passed every rule, and the model that it is for. */
export interface MessageRequest {
	body: MessageBody;
	model: Model;
}

/** First the shape of every field, then what the fields mean together, then what the model takes. */
export function checkMessageRequest(body: unknown, context: RequestContext): MessageRequest {
	assertFields(body, context);
	const model = checkPrompt(body, context);
	checkSampling(body, model);
	checkBudget(body, context);
	checkAnswerRules(body, context, model);
	checkLength(body, model);
	return { body, model };
}

/** The rules of a message whose answer is not wanted; it may be too long for the model. */
export function checkCountRequest(
	body: unknown,
	context: RequestContext,
): { body: PromptBody; tokens: number } {
	assertCountFields(body, context);
	return { body, tokens: countInputTokens(body, checkPrompt(body, context)) };
}

function checkPrompt(body: PromptBody, context: RequestContext): Model {
	const model = findModel(body.model);
	if (model === undefined || model.info.lifecycle === 'retired') {
		throw notFound(`model: ${body.model}`);
	}
	checkTurns(body, context, model);
	checkToolTurns(body);
	checkToolSet(body, model);
	checkCacheBreakpoints(body);
	checkAttachments(body.messages, model);
	checkThinking(body, model);
	checkPromptRules(body, context, model);
	return model;
}

function checkLength(body: MessageBody, model: Model) {
	const tokens = countInputTokens(body, model);
	const most = model.info.max_input_tokens ?? Infinity;
	if (tokens > most) throw invalid('', `prompt is too long: ${tokens} tokens > ${most} maximum`);
}

function assertFields(body: unknown, context: RequestContext): asserts body is MessageBody {
	messageFields(body, '', context);
}

function assertCountFields(body: unknown, context: RequestContext): asserts body is PromptBody {
	countFields(body, '', context);
}
