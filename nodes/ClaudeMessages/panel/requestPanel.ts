import { isRecord } from '../../shared/json';
import type { JsonSchema } from '../../shared/schema/sendableSchema';
import type { RequestInput } from '../request/requestInput';
import type { ReadField } from '../../shared/fields/item';
import { readInputSchema } from './inputSchema';
import { readJsonSchemaExample } from './jsonSchemaExample';
import { readMaxTokens } from './maxTokens';
import { readMessagesInput } from './messagesInput';
import { readTurns } from './messagesJson';
import { readModel } from '../../shared/fields/model';
import { type Options, readOptions } from './options';
import { readOutputFormat } from './outputFormat';
import { readPrefill } from './prefill';
import { readMessages } from './readMessages';
import { readSchemaType } from './schemaType';
import { readSimplify } from './simplify';
import { readSystem } from './system';
import { readTools } from './readTools';
import { readConnectTools } from './connectTools';

/** The panel of an operation with a request, with every option. */
export interface RequestPanel extends RequestInput {
	options: Options;
}

/** The panel of Message → Send. */
export interface SendPanel extends RequestPanel {
	maxTokens: number;
	simplify: boolean;
	/** Whether tools are connected to the node. */
	connectTools: boolean;
}

/**
 * Reads the panel of Message → Send for one item.
 *
 * @throws Failure that names the field
 */
export function readSendPanel(field: ReadField): SendPanel {
	return {
		...readRequestPanel(field),
		maxTokens: readMaxTokens(field('maxTokens', undefined)),
		simplify: readSimplify(field('simplify', true)),
		connectTools: readConnectTools(field('connectTools', false)),
	};
}

/**
 * Reads the fields that every operation with a request shares.
 *
 * @throws Failure that names the field
 */
export function readRequestPanel(field: ReadField): RequestPanel {
	const options = optionsOf(field('options', {}));
	const { model, messages } = options.extraBody;
	return {
		model: readModel(model ?? field('model', '')),
		system: readSystem(field('system', '')),
		messages: readConversation(messages, field),
		prefill: readPrefill(field('prefill', '')),
		schema: readSchema(field),
		tools: readTools(field('tools', {})),
		options,
	};
}

const knownOptions = new WeakMap<object, Options>();

/** Options read once for all items that share them: without expressions they are one object. */
export function optionsOf(value: unknown): Options {
	if (!isRecord(value)) return readOptions({});
	const known = knownOptions.get(value) ?? readOptions(value);
	knownOptions.set(value, known);
	return known;
}

/** @param extraMessages those of 'Extra Body', which replace the panel's */
function readConversation(extraMessages: unknown, field: ReadField): RequestInput['messages'] {
	if (extraMessages !== undefined) {
		return { input: 'json', turns: readTurns(extraMessages, 'Extra Body') };
	}
	switch (readMessagesInput(field('messagesInput', 'fields'))) {
		case 'fields':
			return { input: 'fields', parts: readMessages(field('messages.values', [])) };
		case 'json':
			return { input: 'json', turns: readTurns(field('messagesJson', '[]')) };
	}
}

/** The schema of a JSON answer; undefined for a text answer. */
export function readSchema(field: ReadField): JsonSchema | undefined {
	if (readOutputFormat(field('outputFormat', 'text')) === 'text') return undefined;
	switch (readSchemaType(field('schemaType', 'fromJson'))) {
		case 'fromJson':
			return readJsonSchemaExample(field('jsonSchemaExample', '{}'));
		case 'manual':
			return readInputSchema(field('inputSchema', '{}'));
	}
}
