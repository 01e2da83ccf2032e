import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { Failure } from './failure';

/** Strikes the secrets of the credential out: a gateway may echo the request's headers in its error. */
export function withoutSecrets(
	failure: Failure,
	{ apiKey, headerValue }: ICredentialDataDecryptedObject,
): Failure {
	const hidden = [apiKey, headerValue]
		.filter((secret) => typeof secret === 'string')
		.map((secret) => secret.trim())
		.filter((secret) => secret !== '');
	const strike = (text: string) =>
		hidden.reduce((left, secret) => left.replaceAll(secret, '•••'), text);
	return new Failure({
		...failure,
		message: strike(failure.message),
		description: strike(failure.description),
	});
}
