import type { INodeProperties } from 'n8n-workflow';
import { batchId } from './batchId';
import { binaryField } from './binaryField';
import { connectTools } from './connectTools';
import { fileId } from './fileId';
import { inputSchema } from './inputSchema';
import { jsonSchemaExample } from './jsonSchemaExample';
import { limit } from './limit';
import { maxTokens } from './maxTokens';
import { messages } from './messages';
import { messagesInput } from './messagesInput';
import { messagesJson } from './messagesJson';
import { model } from '../../shared/fields/model';
import { operations } from './operation';
import { ANSWERED, WITH_OPTIONS, WITH_REQUEST } from './operationGroups';
import { options } from './options';
import { outputField } from './outputField';
import { outputFormat } from './outputFormat';
import { prefill } from './prefill';
import { resource } from './resource';
import { returnAll } from './returnAll';
import { schemaType } from './schemaType';
import { shownFor } from './shownFor';
import { simplify } from './simplify';
import { system } from './system';
import { tools } from './tools';
import { uploadOptions } from './uploadOptions';

const RESOURCES = ['message', 'batch'];

const REQUESTS = { resource: RESOURCES, operation: WITH_REQUEST };

const SHAPED = { resource: RESOURCES, operation: WITH_OPTIONS };

const ASKING = { resource: RESOURCES, operation: ANSWERED };

/** Every field in the order of the panel, and the operations that have it. */
export const properties: INodeProperties[] = [
	resource,
	...operations,
	...showFor('batch', ['cancel', 'delete', 'get', 'getResults'], [batchId]),
	...shownWith(REQUESTS, [model, messagesInput, messages, messagesJson, system]),
	...shownWith(ASKING, [maxTokens]),
	...shownWith(SHAPED, [outputFormat, schemaType, jsonSchemaExample, inputSchema, prefill]),
	...shownWith(REQUESTS, [tools]),
	...showFor('message', ['send'], [connectTools]),
	...shownWith(ASKING, [simplify]),
	...showFor('batch', ['getResults'], [simplify]),
	...shownWith(SHAPED, [options]),
	...showFor('batch', ['getAll'], [returnAll, limit]),
	...showFor('batch', ['cancel', 'get', 'getAll'], [simplify]),
	...showFor('file', ['upload'], [binaryField]),
	...showFor('file', ['delete', 'download', 'get'], [fileId]),
	...showFor('file', ['download'], [outputField]),
	...showFor('model', ['get'], [model]),
	...showFor('file', ['getAll'], [returnAll, limit]),
	...showFor('model', ['getAll'], [returnAll, limit]),
	...showFor('file', ['get', 'getAll', 'upload'], [simplify]),
	...showFor('model', ['get', 'getAll'], [simplify]),
	...showFor('file', ['upload'], [uploadOptions]),
];

function showFor(
	ofResource: string,
	ofOperations: string[],
	fields: INodeProperties[],
): INodeProperties[] {
	return shownWith({ resource: [ofResource], operation: ofOperations }, fields);
}

function shownWith(
	conditions: { resource: string[]; operation: string[] },
	fields: INodeProperties[],
): INodeProperties[] {
	return fields.map((field) => shownFor(conditions, field));
}
