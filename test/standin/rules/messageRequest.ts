import type Anthropic from '@anthropic-ai/sdk';
import { invalid, notFound } from '../apiError';
import { countInputTokens } from '../facts/tokenCount';
import type { Model } from '../models/model';
import { findModel } from '../models/modelTable';
import { checkAttachments } from './attachmentLimits';
import { checkCacheBreakpoints } from './cacheBreakpoints';
import type { RequestContext } from './context';
import { messageFields } from './messageFields';
import { checkModelRules } from './modelRules';
import { checkSampling } from './samplingRules';
import { checkThinking } from './thinkingRules';
import { checkToolTurns } from './toolTurns';
import { checkToolSet } from './toolSet';
import { checkTurns } from './turns';

/** A body of `POST /v1/messages`, with what the SDK's type has no place for. */
export type MessageBody = Anthropic.MessageCreateParams & {
	temperature?: number;
	top_p?: number;
	top_k?: number;
	mcp_servers?: Array<{ name: string }>;
	fallback_credit_token?: unknown;
};

/** A body that has passed every rule, and the model that it is for. */
export interface MessageRequest {
	body: MessageBody;
	model: Model;
}

/** First the shape of every field, then what the fields mean together, then what the model takes. */
export function checkMessageRequest(body: unknown, context: RequestContext): MessageRequest {
	assertFields(body, context);
	const model = findModel(body.model);
	if (model === undefined || model.info.lifecycle === 'retired') {
		throw notFound(`model: ${body.model}`);
	}
	checkTurns(body, context, model);
	checkToolTurns(body.messages);
	checkToolSet(body, model);
	checkCacheBreakpoints(body);
	checkAttachments(body.messages, model);
	checkSampling(body, model);
	checkThinking(body, context, model);
	checkModelRules(body, context, model);
	checkLength(body, model);
	return { body, model };
}

function checkLength(body: MessageBody, model: Model) {
	const tokens = countInputTokens(body, model);
	const most = model.info.max_input_tokens ?? Infinity;
	if (tokens > most) throw invalid('', `prompt is too long: ${tokens} tokens > ${most} maximum`);
}

function assertFields(body: unknown, context: RequestContext): asserts body is MessageBody {
	messageFields(body, '', context);
}
