import type { INodeProperties } from 'n8n-workflow';
import { shownFor } from '../shownFor';
import { apiVersion } from './apiVersion';
import { betas } from './betas';
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
import { longestWait } from './longestWait';
import { maxRetries } from './maxRetries';
import { maxToolTurns } from './maxToolTurns';
import type { Option } from './option';
import { prefillFallback } from './prefillFallback';
import { promptCaching } from './promptCaching';
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

/** An option of Send only: counting tokens sends fewer fields, and returns no answer. */
function sendOnly<Value>({ property, read }: Option<Value>): Option<Value> {
	return { property: shownFor({ '/operation': ['send'] }, property), read };
}

/** An option of text answers only: a JSON answer accepts no prefill, and always fails when truncated. */
function textOnly<Value>({ property, read }: Option<Value>): Option<Value> {
	const { hide, ...others } = property.displayOptions ?? {};
	const displayOptions = { ...others, hide: { ...hide, '/outputFormat': ['json'] } };
	return { property: { ...property, displayOptions }, read };
}

/** What means something only while tools are connected. */
function withTools<Value>({ property, read }: Option<Value>): Option<Value> {
	return { property: shownFor({ '/connectTools': [true] }, property), read };
}

/** In the order of their labels, which n8n requires for a collection. */
const OPTIONS = {
	apiVersion,
	betas,
	concurrency,
	container: sendOnly(container),
	effort,
	extraBody,
	failOnRefusal: textOnly(sendOnly(failOnRefusal)),
	failOnTruncation: textOnly(sendOnly(failOnTruncation)),
	includeConversation: sendOnly(includeConversation),
	includeInput,
	includePrefill: textOnly(sendOnly(includePrefill)),
	includeSteps: sendOnly(includeSteps),
	inferenceGeo: sendOnly(inferenceGeo),
	longestWait,
	maxRetries,
	maxToolTurns: withTools(sendOnly(maxToolTurns)),
	prefillFallback: textOnly(prefillFallback),
	promptCaching,
	serviceTier: sendOnly(serviceTier),
	speed,
	stopSequences: sendOnly(stopSequences),
	streamActivity: sendOnly(streamActivity),
	streaming: sendOnly(streaming),
	temperature: sendOnly(temperature),
	thinking,
	thinkingBudget,
	thinkingDisplay,
	timeout,
	toolChoice,
	topK: sendOnly(topK),
	topP: sendOnly(topP),
	userId: sendOnly(userId),
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
	const values = Object.entries(OPTIONS).map(([name, { read }]) => [name, read(raw[name])]);
	return Object.fromEntries(values) as Options;
}
