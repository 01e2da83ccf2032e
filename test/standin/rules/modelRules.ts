import { invalid } from '../apiError';
import { attachmentsIn } from '../facts/attachments';
import { searchResultsIn } from '../facts/searchResults';
import type { Model } from '../models/model';
import { cites } from './attachmentLimits';
import type { RequestContext } from './context';
import type { MessageBody, PromptBody } from './messageRequest';
import { isPrefilled } from './turns';

const FAST_MODELS = ['claude-opus-5-5', 'claude-opus-5', 'claude-opus-4-8'];
const FAST_WITHOUT_BETA = 'claude-opus-5-5';
/** What a request of a batch may ask for with the beta `output-300k-2026-03-24`. */
const LONG_OUTPUT_TOKENS = 300_000;

/** What is left of the rules that hang on the model or on several fields at once. */
export function checkPromptRules(body: PromptBody, context: RequestContext, model: Model) {
	checkFormat(body, model);
	checkSpeed(body, context, model);
	checkSystem(body);
}

/** The same for what only a request has that wants an answer. */
export function checkAnswerRules(body: MessageBody, context: RequestContext, model: Model) {
	checkMaxTokens(body, context, model);
	if (body.inference_geo && !model.rules.inferenceGeo) {
		throw invalid('inference_geo', 'is not supported for this model');
	}
}

/** `max_tokens: 0` only fills the cache, so nothing that shapes an answer goes with it. */
function checkMaxTokens(body: MessageBody, context: RequestContext, { info }: Model) {
	const { max_tokens: asked, stream, thinking, tool_choice: choice } = body;
	const isLong = context.isBatched === true && context.betas.has('output-300k-2026-03-24');
	const most = isLong ? LONG_OUTPUT_TOKENS : (info.max_tokens ?? Infinity);
	if (asked > most) {
		throw invalid(
			'max_tokens',
			`${asked} > ${most}, the most output tokens that ${body.model} has`,
		);
	}
	if (asked > 0) return;
	const conflict =
		(stream === true && 'stream') ||
		(thinking?.type === 'enabled' && 'thinking') ||
		(body.output_config?.format && 'output_config.format') ||
		((choice?.type === 'any' || choice?.type === 'tool') && 'tool_choice');
	if (conflict) throw invalid('max_tokens', `0 cannot be combined with \`${conflict}\``);
}

/** https://platform.claude.com/docs/en/build-with-claude/structured-outputs */
function checkFormat(body: PromptBody, { info }: Model) {
	if (!body.output_config?.format) return;
	const place = 'output_config.format';
	if (info.capabilities?.structured_outputs.supported !== true) {
		throw invalid(place, 'is not supported for this model');
	}
	if (isPrefilled(body)) throw invalid(place, 'cannot be combined with a prefilled answer');
	const sources = [...attachmentsIn(body.messages), ...searchResultsIn(body.messages)];
	if (sources.some(cites)) throw invalid(place, 'cannot be combined with citations');
}

/** https://platform.claude.com/docs/en/build-with-claude/fast-mode */
function checkSpeed({ speed }: PromptBody, { betas }: RequestContext, { info }: Model) {
	if (speed !== 'fast') return;
	const isOpen = info.id === FAST_WITHOUT_BETA || betas.has('fast-mode-2026-02-01');
	if (!FAST_MODELS.includes(info.id) || !isOpen) {
		throw invalid('speed', '"fast" is not supported for this model');
	}
}

function checkSystem({ system }: PromptBody) {
	if (system === undefined || typeof system === 'string') return;
	const empty = system.findIndex((block) => block.text.trim() === '');
	if (empty !== -1) throw invalid(`system.${empty}`, 'text must hold more than whitespace');
}
