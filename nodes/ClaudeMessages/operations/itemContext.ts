import type {
	IBinaryData,
	ICredentialDataDecryptedObject,
	IExecuteFunctions,
	INodeExecutionData,
} from 'n8n-workflow';
import { type Connection, connect } from '../../shared/api/transport/connection';
import { readCredential, readMcpCredential } from '../../shared/api/transport/credential';
import { ModelInfos } from '../../shared/api/endpoints/modelInfo';
import type { FileLabel } from '../../shared/api/endpoints/files';
import type { NodeStream } from '../../shared/api/transport/openAnswer';
import type { NodeAdvice } from '../../shared/errors/advice';
import { n8nFailure } from '../../shared/errors/toFailure';
import { ConnectedTools } from '../tools/connectedTools';
import type { Chunks } from './chunks';
import { FileInspector } from '../files/fileInspector';
import { panelAdvice } from '../panel/advice';
import type { Chosen } from '../panel/shownFields';
import { panelOf, type ReadField } from '../../shared/fields/item';

/** What an operation needs to process one item. */
export interface ItemContext {
	item: INodeExecutionData;
	itemIndex: number;
	field: ReadField;
	/** Reads and remembers the heads of files, shared by the items of a run. */
	files: FileInspector;
	/** Whether an agent calls the node as its tool. */
	isTool: boolean;
	/** Connection with the credential of this item. */
	connection: Connection;
	/** The API's info on models, shared by the items of a run. */
	models: ModelInfos;
	/** The tools that are connected to the node. */
	tools: ConnectedTools;
	/** Aborted by Stop. */
	signal: AbortSignal | undefined;
	/** Where answers are told while they come; undefined where nobody listens. */
	chunks: Chunks | undefined;
	/** The credential of an MCP server; undefined where none is chosen. */
	mcpCredential(): Promise<ICredentialDataDecryptedObject | undefined>;
	/** Puts a file into n8n's storage, for the `binary` of an item. */
	store(content: NodeStream, label: FileLabel): Promise<IBinaryData>;
}

/**
 * Creates the context of each item of a run. Items share what they have in common: the connection of equal
 * credentials, fields without expressions, info on models.
 */
export function itemContexts(
	context: IExecuteFunctions,
	chunks: Chunks | undefined,
): (item: INodeExecutionData, itemIndex: number) => Promise<ItemContext> {
	const files = new FileInspector(context.helpers);
	const connections = new Map<string, Connection>();
	const models = new ModelInfos();
	const panel = panelOf(context);
	let advice: NodeAdvice | undefined;
	const isTool = isToolRun(context);
	const tools = new ConnectedTools(context, isTool);
	const signal = context.getExecutionCancelSignal();
	const store: ItemContext['store'] = async (content, { filename, mimeType }) => {
		try {
			return await context.helpers.prepareBinaryData(content, filename, mimeType);
		} catch (error) {
			throw n8nFailure(error, "Check the space and the settings of n8n's storage for files.");
		}
	};
	return async (item, itemIndex) => {
		const credential = await readCredential(context, itemIndex);
		const identity = JSON.stringify(credential);
		const field = panel(itemIndex);
		advice ??= panelAdvice(chosenOn(field));
		const connection = connections.get(identity) ?? connect(context, credential, advice);
		connections.set(identity, connection);
		return {
			item,
			itemIndex,
			field,
			files,
			isTool,
			connection,
			models,
			tools,
			signal,
			chunks,
			mcpCredential: async () => await readMcpCredential(context, itemIndex),
			store,
		};
	};
}

/** The same for all items: these fields take no expressions. */
function chosenOn(field: ReadField): Chosen {
	return { resource: String(field('resource', '')), operation: String(field('operation', '')) };
}

/**
 * Whether an agent calls the node as its tool. n8n 1.x lacks `isToolExecution`, but gives a node's tool
 * variant another type.
 */
export function isToolRun(context: IExecuteFunctions): boolean {
	const asks = 'isToolExecution' in context && typeof context.isToolExecution === 'function';
	return asks ? context.isToolExecution() : context.getNode().type.endsWith('Tool');
}
