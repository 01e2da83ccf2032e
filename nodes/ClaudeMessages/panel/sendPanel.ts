import { isRecord } from '../json';
import type { Turn } from '../request/body';
import type { ReadField } from './item';
import { readMaxTokens } from './maxTokens';
import { readMessagesInput } from './messagesInput';
import { readTurns } from './messagesJson';
import { readModel } from './model';
import { type Options, readOptions } from './options';
import { readPrefill } from './prefill';
import { type Part, readMessages } from './readMessages';
import { readSimplify } from './simplify';
import { readSystem } from './system';

/** What the panel says for one item, read and checked, in plain values. */
export interface SendPanel {
	model: string;
	maxTokens: number;
	system: string | undefined;
	messages: { input: 'fields'; parts: Part[] } | { input: 'json'; turns: Turn[] };
	prefill: string;
	simplify: boolean;
	options: Options;
}

/**
 * Reads the panel of Message → Send for one item.
 *
 * @throws Failure that names the field
 */
export function readSendPanel(field: ReadField): SendPanel {
	const options = field('options', {});
	return {
		model: readModel(field('model', '')),
		maxTokens: readMaxTokens(field('maxTokens', undefined)),
		system: readSystem(field('system', '')),
		messages: readConversation(field),
		prefill: readPrefill(field('prefill', '')),
		simplify: readSimplify(field('simplify', true)),
		options: readOptions(isRecord(options) ? options : {}),
	};
}

function readConversation(field: ReadField): SendPanel['messages'] {
	switch (readMessagesInput(field('messagesInput', 'fields'))) {
		case 'fields':
			return { input: 'fields', parts: readMessages(field('messages.values', [])) };
		case 'json':
			return { input: 'json', turns: readTurns(field('messagesJson', '[]')) };
	}
}
