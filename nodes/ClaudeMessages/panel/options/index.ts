import type { INodeProperties } from 'n8n-workflow';
import { ANSWERED, SHAPING, WITH_OPTIONS, WITH_REQUEST } from '../operationGroups';
import { shownFor } from '../shownFor';
import { apiVersion } from './apiVersion';
import { betas } from './betas';
import { cancelOnStop } from './cancelOnStop';
import { concurrency } from './concurrency';
import { container } from './container';
import { effort } from './effort';
import { extraBody } from './extraBody';
import { failOnRefusal } from './failOnRefusal';
import { failOnTruncation } from './failOnTruncation';
import { includeConversation } from './includeConversation';
import { includeInput } from './includeInput';
import { includePrefill } from './includePrefill';
import { includeSteps } from './includeSteps';
import { inferenceGeo } from './inferenceGeo';
import { longestBatchWait } from './longestBatchWait';
import { longestWait } from './longestWait';
import { maxRetries } from './maxRetries';
import { maxToolTurns } from './maxToolTurns';
import type { Option } from './option';
import { prefillFallback } from './prefillFallback';
import { promptCaching } from './promptCaching';
import { returnRows } from './returnRows';
import { serviceTier } from './serviceTier';
import { speed } from './speed';
import { stopSequences } from './stopSequences';
import { streamActivity } from './streamActivity';
import { streaming } from './streaming';
import { temperature } from './temperature';
import { thinking } from './thinking';
import { thinkingBudget } from './thinkingBudget';
import { thinkingDisplay } from './thinkingDisplay';
import { timeout } from './timeout';
import { toolChoice } from './toolChoice';
import { topK } from './topK';
import { topP } from './topP';
import { userId } from './userId';
import { waitForCompletion } from './waitForCompletion';

/** An option that is shown only where other fields have certain values. */
function where<Value>(
	conditions: Parameters<typeof shownFor>[0],
	{ property, read }: Option<Value>,
): Option<Value> {
	return { property: shownFor(conditions, property), read };
}

/** An option of some operations only. */
function of<Value>(operations: string[], option: Option<Value>): Option<Value> {
	return where({ '/operation': operations }, option);
}

/** What only a conversation over one open connection has. */
function sendOnly<Value>(option: Option<Value>): Option<Value> {
	return of(['send'], option);
}

/** What asks for an answer: counting tokens sends fewer fields. */
function asking<Value>(option: Option<Value>): Option<Value> {
	return of(ANSWERED, option);
}

/** What a request has, answered or not. */
function ofRequests<Value>(option: Option<Value>): Option<Value> {
	return of(WITH_REQUEST, option);
}

/** What a batch cannot carry. */
function ofCalls<Value>(option: Option<Value>): Option<Value> {
	return of(['send', 'countTokens'], option);
}

/** What shapes an answer. */
function shaping<Value>(option: Option<Value>): Option<Value> {
	return of(SHAPING, option);
}

/** An option of the waiting for a batch. */
function whileWaiting<Value>(option: Option<Value>): Option<Value> {
	return where({ '/operation': ['create'], waitForCompletion: [true] }, option);
}

/** An option of text answers only: a JSON answer accepts no prefill, and always fails when truncated. */
function textOnly<Value>({ property, read }: Option<Value>): Option<Value> {
	const { hide, ...others } = property.displayOptions ?? {};
	const displayOptions = { ...others, hide: { ...hide, '/outputFormat': ['json'] } };
	return { property: { ...property, displayOptions }, read };
}

/** What means something only while tools are connected. */
function withTools<Value>(option: Option<Value>): Option<Value> {
	return where({ '/connectTools': [true] }, option);
}

/** In the order of their labels, which n8n requires for a collection. */
const OPTIONS = {
	apiVersion: ofRequests(apiVersion),
	betas: ofRequests(betas),
	cancelOnStop: whileWaiting(cancelOnStop),
	concurrency: ofCalls(concurrency),
	container: asking(container),
	effort: ofRequests(effort),
	extraBody: ofRequests(extraBody),
	failOnRefusal: textOnly(shaping(failOnRefusal)),
	failOnTruncation: textOnly(shaping(failOnTruncation)),
	includeConversation: asking(includeConversation),
	includeInput: of(WITH_OPTIONS, includeInput),
	includePrefill: textOnly(shaping(includePrefill)),
	includeSteps: shaping(includeSteps),
	inferenceGeo: asking(inferenceGeo),
	longestWait: ofCalls(longestWait),
	longestBatchWait: whileWaiting(longestBatchWait),
	maxRetries: ofRequests(maxRetries),
	maxToolTurns: withTools(sendOnly(maxToolTurns)),
	prefillFallback: textOnly(ofRequests(prefillFallback)),
	promptCaching: ofRequests(promptCaching),
	returnRows: of(['create'], returnRows),
	serviceTier: asking(serviceTier),
	speed: ofCalls(speed),
	stopSequences: asking(stopSequences),
	streamActivity: sendOnly(streamActivity),
	streaming: sendOnly(streaming),
	temperature: asking(temperature),
	thinking: ofRequests(thinking),
	thinkingBudget: ofRequests(thinkingBudget),
	thinkingDisplay: ofRequests(thinkingDisplay),
	timeout: ofRequests(timeout),
	toolChoice: ofRequests(toolChoice),
	topK: asking(topK),
	topP: asking(topP),
	userId: asking(userId),
	waitForCompletion: of(['create'], waitForCompletion),
};

export const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: Object.values(OPTIONS).map(({ property }) => property),
};

/** The options of one item; those that the user did not add have their default or are undefined. */
export type Options = {
	[Name in keyof typeof OPTIONS]: ReturnType<(typeof OPTIONS)[Name]['read']>;
};

/** Reads and checks the options of one item. */
export function readOptions(raw: Record<string, unknown>): Options {
	const values = Object.entries(OPTIONS).map(([name, { property, read }]) => [
		name,
		read(raw[property.name]),
	]);
	return Object.fromEntries(values) as Options;
}
