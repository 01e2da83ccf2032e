import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { type Failure, invalidInput } from '../../errors/failure';
import { baseUrlOf } from './baseUrl';

/**
 * The base address of a credential, which the key is sent to.
 *
 * n8n adds 'Allowed HTTP Request Domains' to every credential, but its request helper looks at it for the HTTP
 * Request node and a few others only. A list of domains counts here too: the Base URL may be an expression, and
 * the list then says where the key may go. 'None' shuts out those other nodes, not the node of the credential.
 *
 * @throws Failure when it is no address, or its host is not in the credential's list
 */
export function allowedBaseUrl(data: ICredentialDataDecryptedObject): string {
	const baseURL = baseUrlOf(data.baseUrl);
	if (data.allowedHttpRequestDomains !== 'domains') return baseURL;
	const { hostname } = new URL(baseURL);
	const domains = domainsIn(data.allowedDomains);
	if (domains.length === 0) throw nothingAllowed();
	if (!domains.some((domain) => isIn(domain, withoutDot(hostname)))) throw elsewhere(hostname);
	return baseURL;
}

function domainsIn(value: unknown): string[] {
	const texts = typeof value === 'string' ? value.split(',') : [];
	return texts
		.map((text) => withoutDot(text.trim().toLowerCase()))
		.filter((domain) => domain !== '' && domain !== '*.');
}

/** As n8n reads the list: `*.example.com` stands for the hosts below example.com, not for itself. */
function isIn(domain: string, hostname: string): boolean {
	return domain.startsWith('*.') ? hostname.endsWith(domain.slice(1)) : hostname === domain;
}

/** A dot at the end means the same host. */
function withoutDot(host: string): string {
	return host.endsWith('.') ? host.slice(0, -1) : host;
}

function nothingAllowed(): Failure {
	return invalidInput(
		"The credential allows specific domains only, but 'Allowed Domains' is empty",
		"Add the host of the 'Base URL' to 'Allowed Domains' of the credential, as in api.anthropic.com.",
	);
}

function elsewhere(hostname: string): Failure {
	return invalidInput(
		`The 'Base URL' of the credential is at ${hostname}, which is not in its 'Allowed Domains'`,
		"The key is not sent there. Correct the 'Base URL', or add its host to 'Allowed Domains'.",
	);
}
