import type { INodeProperties } from 'n8n-workflow';
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
import { inferenceGeo } from './inferenceGeo';
import { maxRetries } from './maxRetries';
import { prefillFallback } from './prefillFallback';
import { promptCaching } from './promptCaching';
import { serviceTier } from './serviceTier';
import { speed } from './speed';
import { stopSequences } from './stopSequences';
import { streaming } from './streaming';
import { temperature } from './temperature';
import { thinking } from './thinking';
import { thinkingBudget } from './thinkingBudget';
import { thinkingDisplay } from './thinkingDisplay';
import { timeout } from './timeout';
import { topK } from './topK';
import { topP } from './topP';
import { userId } from './userId';

/** What only Send knows: counting tokens takes less of a request, and gives no answer. */
function sendOnly(property: INodeProperties): INodeProperties {
	const { show, ...others } = property.displayOptions ?? {};
	return {
		...property,
		displayOptions: { ...others, show: { ...show, '/operation': ['send'] } },
	};
}

/** What a JSON answer leaves no choice in: it takes no prefill, and half of it is of no use. */
function textOnly(property: INodeProperties): INodeProperties {
	const { hide, ...others } = property.displayOptions ?? {};
	return {
		...property,
		displayOptions: { ...others, hide: { ...hide, '/outputFormat': ['json'] } },
	};
}

/** In the order of their labels, which n8n demands of a collection. */
export const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		apiVersion.property,
		betas.property,
		concurrency.property,
		sendOnly(container.property),
		effort.property,
		extraBody.property,
		textOnly(sendOnly(failOnRefusal.property)),
		textOnly(sendOnly(failOnTruncation.property)),
		sendOnly(includeConversation.property),
		includeInput.property,
		textOnly(sendOnly(includePrefill.property)),
		sendOnly(inferenceGeo.property),
		maxRetries.property,
		textOnly(prefillFallback.property),
		promptCaching.property,
		sendOnly(serviceTier.property),
		speed.property,
		sendOnly(stopSequences.property),
		sendOnly(streaming.property),
		sendOnly(temperature.property),
		thinking.property,
		thinkingBudget.property,
		thinkingDisplay.property,
		timeout.property,
		sendOnly(topK.property),
		sendOnly(topP.property),
		sendOnly(userId.property),
	],
};

export type Options = ReturnType<typeof readOptions>;

/** The options of one item; what the user did not add has its default or is undefined. */
export function readOptions(raw: Record<string, unknown>) {
	return {
		apiVersion: apiVersion.read(raw.apiVersion),
		betas: betas.read(raw.betas),
		concurrency: concurrency.read(raw.concurrency),
		container: container.read(raw.container),
		effort: effort.read(raw.effort),
		extraBody: extraBody.read(raw.extraBody),
		failOnRefusal: failOnRefusal.read(raw.failOnRefusal),
		failOnTruncation: failOnTruncation.read(raw.failOnTruncation),
		includeConversation: includeConversation.read(raw.includeConversation),
		includeInput: includeInput.read(raw.includeInput),
		includePrefill: includePrefill.read(raw.includePrefill),
		inferenceGeo: inferenceGeo.read(raw.inferenceGeo),
		maxRetries: maxRetries.read(raw.maxRetries),
		prefillFallback: prefillFallback.read(raw.prefillFallback),
		promptCaching: promptCaching.read(raw.promptCaching),
		serviceTier: serviceTier.read(raw.serviceTier),
		speed: speed.read(raw.speed),
		stopSequences: stopSequences.read(raw.stopSequences),
		streaming: streaming.read(raw.streaming),
		temperature: temperature.read(raw.temperature),
		thinking: thinking.read(raw.thinking),
		thinkingBudget: thinkingBudget.read(raw.thinkingBudget),
		thinkingDisplay: thinkingDisplay.read(raw.thinkingDisplay),
		timeout: timeout.read(raw.timeout),
		topK: topK.read(raw.topK),
		topP: topP.read(raw.topP),
		userId: userId.read(raw.userId),
	};
}
