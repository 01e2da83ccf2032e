import type {
	ICredentialDataDecryptedObject,
	IExecuteFunctions,
	ILoadOptionsFunctions,
	INode,
	IPollFunctions,
} from 'n8n-workflow';
import { type Failure, invalidInput } from '../../errors/failure';
import { n8nFailure } from '../../errors/toFailure';
import { CREDENTIAL } from './connection';
import { MCP_CREDENTIAL } from './mcpToken';

/** What the editor calls them. */
const LABELS: Readonly<Record<string, string>> = {
	[CREDENTIAL]: 'Claude Messages API',
	[MCP_CREDENTIAL]: 'Claude MCP Server API',
};

/**
 * The credential with its expressions resolved for one item.
 *
 * @param itemIndex omitted where there are no items, as in the editor
 * @throws Failure that says where to choose one, when none is chosen or n8n cannot open it
 */
export async function readCredential(
	context: IExecuteFunctions | ILoadOptionsFunctions | IPollFunctions,
	itemIndex?: number,
): Promise<ICredentialDataDecryptedObject> {
	try {
		return 'getInputData' in context && itemIndex !== undefined
			? await context.getCredentials(CREDENTIAL, itemIndex)
			: await context.getCredentials(CREDENTIAL);
	} catch (error) {
		throw unusable(context.getNode(), CREDENTIAL, error);
	}
}

/** The little of n8n's context that the second credential takes. */
export interface McpContext {
	getNode(): INode;
	getCredentials(type: string, itemIndex?: number): Promise<ICredentialDataDecryptedObject>;
}

/**
 * The credential of an MCP server as it is for one item, which a node may do without. n8n throws where none
 * is chosen, so it is not asked then.
 *
 * @returns undefined where none is chosen
 * @throws Failure that says where to choose one, when n8n cannot open the chosen one
 */
export async function readMcpCredential(
	context: McpContext,
	itemIndex: number,
): Promise<ICredentialDataDecryptedObject | undefined> {
	const node = context.getNode();
	if (!node.credentials?.[MCP_CREDENTIAL]) return undefined;
	try {
		return await context.getCredentials(MCP_CREDENTIAL, itemIndex);
	} catch (error) {
		throw unusable(node, MCP_CREDENTIAL, error);
	}
}

/** n8n's error messages differ by case and version, so the message is made from the node's own data. */
function unusable({ credentials }: INode, type: string, thrown: unknown): Failure {
	const chosen = credentials?.[type];
	const wayOut = `Choose or create a '${LABELS[type]}' credential at the top of this node's panel.`;
	if (chosen === undefined) return invalidInput('No credential is chosen for this node', wayOut);
	const failure = n8nFailure(thrown, 'Check the expressions in the credential.');
	if (isExpressionError(thrown)) return failure;
	return invalidInput(
		`n8n cannot open the credential '${chosen.name}': ${failure.message}`,
		`It may have been deleted, belong to somebody else, or come from another n8n. ${wayOut}`,
	);
}

function isExpressionError(thrown: unknown): boolean {
	return thrown instanceof Error && thrown.name.startsWith('Expression');
}
