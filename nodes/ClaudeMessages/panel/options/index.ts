import type { INodeProperties } from 'n8n-workflow';
import { apiVersion } from './apiVersion';
import { betas } from './betas';
import { concurrency } from './concurrency';
import { extraBody } from './extraBody';
import { failOnRefusal } from './failOnRefusal';
import { failOnTruncation } from './failOnTruncation';
import { includeConversation } from './includeConversation';
import { includeInput } from './includeInput';
import { includePrefill } from './includePrefill';
import { maxRetries } from './maxRetries';
import { prefillFallback } from './prefillFallback';
import { promptCaching } from './promptCaching';
import { stopSequences } from './stopSequences';
import { streaming } from './streaming';
import { temperature } from './temperature';
import { timeout } from './timeout';
import { topK } from './topK';
import { topP } from './topP';
import { userId } from './userId';

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
		extraBody.property,
		failOnRefusal.property,
		failOnTruncation.property,
		includeConversation.property,
		includeInput.property,
		includePrefill.property,
		maxRetries.property,
		prefillFallback.property,
		promptCaching.property,
		stopSequences.property,
		streaming.property,
		temperature.property,
		timeout.property,
		topK.property,
		topP.property,
		userId.property,
	],
};

export type Options = ReturnType<typeof readOptions>;

/** The options of one item; what the user did not add has its default or is undefined. */
export function readOptions(raw: Record<string, unknown>) {
	return {
		apiVersion: apiVersion.read(raw.apiVersion),
		betas: betas.read(raw.betas),
		concurrency: concurrency.read(raw.concurrency),
		extraBody: extraBody.read(raw.extraBody),
		failOnRefusal: failOnRefusal.read(raw.failOnRefusal),
		failOnTruncation: failOnTruncation.read(raw.failOnTruncation),
		includeConversation: includeConversation.read(raw.includeConversation),
		includeInput: includeInput.read(raw.includeInput),
		includePrefill: includePrefill.read(raw.includePrefill),
		maxRetries: maxRetries.read(raw.maxRetries),
		prefillFallback: prefillFallback.read(raw.prefillFallback),
		promptCaching: promptCaching.read(raw.promptCaching),
		stopSequences: stopSequences.read(raw.stopSequences),
		streaming: streaming.read(raw.streaming),
		temperature: temperature.read(raw.temperature),
		timeout: timeout.read(raw.timeout),
		topK: topK.read(raw.topK),
		topP: topP.read(raw.topP),
		userId: userId.read(raw.userId),
	};
}
