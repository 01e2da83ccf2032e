import type {
	ICredentialDataDecryptedObject,
	IExecuteFunctions,
	ILoadOptionsFunctions,
	INode,
} from 'n8n-workflow';
import { type Failure, invalidInput } from '../../errors/failure';
import { n8nFailure } from '../../errors/toFailure';
import { CREDENTIAL } from './connection';

const WAY_OUT =
	"Choose or create a 'Claude Messages API' credential at the top of this node's panel.";

/**
 * The credential with its expressions resolved for one item.
 *
 * @param itemIndex omitted where there are no items, as in the editor
 * @throws Failure that says where to choose one, when none is chosen or n8n cannot open it
 */
export async function readCredential(
	context: IExecuteFunctions | ILoadOptionsFunctions,
	itemIndex?: number,
): Promise<ICredentialDataDecryptedObject> {
	try {
		return 'getInputData' in context && itemIndex !== undefined
			? await context.getCredentials(CREDENTIAL, itemIndex)
			: await context.getCredentials(CREDENTIAL);
	} catch (error) {
		throw unusable(context.getNode(), error);
	}
}

/** n8n's error messages differ by case and version, so the message is made from the node's own data. */
function unusable({ credentials }: INode, thrown: unknown): Failure {
	const chosen = credentials?.[CREDENTIAL];
	if (chosen === undefined) return invalidInput('No credential is chosen for this node', WAY_OUT);
	const failure = n8nFailure(thrown, 'Check the expressions in the credential.');
	if (isExpressionError(thrown)) return failure;
	return invalidInput(
		`n8n cannot open the credential '${chosen.name}': ${failure.message}`,
		`It may have been deleted, belong to somebody else, or come from another n8n. ${WAY_OUT}`,
	);
}

function isExpressionError(thrown: unknown): boolean {
	return thrown instanceof Error && thrown.name.startsWith('Expression');
}
