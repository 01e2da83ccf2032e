import type {
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	IHttpRequestOptions,
	INodeCredentialTestResult,
} from 'n8n-workflow';
import { ClaudeMessagesApi } from '../../../credentials/ClaudeMessagesApi.credentials';
import { API_VERSION } from '../api/apiVersion';
import { apiFailure } from '../errors/apiFailure';
import type { HttpAnswer } from '../errors/httpAnswer';
import type { Failure } from '../errors/failure';
import { networkFailure } from '../errors/networkFailure';
import { toFailure } from '../errors/toFailure';
import { withoutSecrets } from '../errors/withoutSecrets';
import { isRecord } from '../json';
import { allowedBaseUrl } from '../api/transport/allowedHosts';
import { modelPage } from '../api/endpoints/listModels';

/** Milliseconds; short, as the user waits for the result. */
const TIMEOUT_MS = 30_000;

/**
 * Tests a credential: requests one model, which costs nothing. Errors have the same messages as in a run of
 * the node, and only a list of models is a success.
 *
 * @see https://docs.n8n.io/integrations/creating-nodes/build/reference/credentials-files/#test
 */
export async function testCredential(
	this: ICredentialTestFunctions,
	{ data = {} }: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	try {
		const baseURL = allowedBaseUrl(data);
		const request = await new ClaudeMessagesApi().authenticate(data, {
			url: `${baseURL}/v1/models`,
			headers: { accept: 'application/json', 'anthropic-version': API_VERSION },
		});
		const answer = await ask(this, request, new URL(baseURL).host);
		if (modelPage(answer) !== undefined)
			return { status: 'OK', message: 'The API accepts the key' };
		throw withoutSecrets(apiFailure(answer), data);
	} catch (error) {
		return { status: 'Error', message: whatIsWrong(toFailure(error)) };
	}
}

/** The error message shown beside the credential. */
export function whatIsWrong({ message, description, status }: Failure): string {
	if (status === 404) return "There is no Messages API at the 'Base URL'. Check the address.";
	const what = /[.!?…]$/.test(message) ? message : `${message}.`;
	return `${what} ${description}`;
}

/**
 * Sends the request and returns its answer, whatever the status; redirects are not followed, because they
 * would send the key to another host.
 */
async function ask(
	{ helpers }: ICredentialTestFunctions,
	{ url, headers }: IHttpRequestOptions,
	host: string,
): Promise<HttpAnswer> {
	try {
		const response: unknown = await helpers.request({
			method: 'GET',
			uri: url,
			qs: { limit: 1 },
			headers,
			timeout: TIMEOUT_MS,
			resolveWithFullResponse: true,
			simple: false,
			followRedirect: false,
		});
		return httpAnswer(response);
	} catch (error) {
		throw networkFailure(error, host);
	}
}

function httpAnswer(response: unknown): HttpAnswer {
	const { statusCode, headers, body = '' } = isRecord(response) ? response : {};
	return {
		status: typeof statusCode === 'number' ? statusCode : 0,
		headers: isRecord(headers) ? headers : {},
		// n8n has parsed JSON already.
		text: typeof body === 'string' ? body : JSON.stringify(body),
	};
}
