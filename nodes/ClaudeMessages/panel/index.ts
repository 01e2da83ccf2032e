import type { INodeProperties } from 'n8n-workflow';
import { inputSchema } from './inputSchema';
import { jsonSchemaExample } from './jsonSchemaExample';
import { maxTokens } from './maxTokens';
import { messages } from './messages';
import { messagesInput } from './messagesInput';
import { messagesJson } from './messagesJson';
import { model } from '../../shared/fields/model';
import { operation } from './operation';
import { options } from './options';
import { outputFormat } from './outputFormat';
import { prefill } from './prefill';
import { resource } from './resource';
import { schemaType } from './schemaType';
import { shownFor } from './shownFor';
import { simplify } from './simplify';
import { system } from './system';
import { tools } from './tools';
import { connectTools } from './connectTools';

/** The operations that make a request, and so have its fields. */
const REQUESTS = ['send', 'countTokens'];

/** Every field in the order of the panel, and the operations that have it. */
export const properties: INodeProperties[] = [
	resource,
	operation,
	...showFor(REQUESTS, [model, messagesInput, messages, messagesJson, system]),
	...showFor(['send'], [maxTokens]),
	...showFor(REQUESTS, [outputFormat, schemaType, jsonSchemaExample, inputSchema, prefill]),
	...showFor(REQUESTS, [tools]),
	...showFor(['send'], [connectTools, simplify]),
	...showFor(REQUESTS, [options]),
];

function showFor(operations: string[], fields: INodeProperties[]): INodeProperties[] {
	return fields.map((field) => shownFor({ operation: operations }, field));
}
