import { ApiRefusal, invalid } from '../apiError';
import type { ReceivedRequest } from '../types';
import { API_VERSIONS, type RequestContext } from './context';
import { KNOWN_BETAS } from './knownBetas';

/**
 * The key, the version and the betas of a request.
 * https://platform.claude.com/docs/en/api/overview#authentication and …/api/versioning
 */
export function checkHeaders(request: ReceivedRequest, apiKey: string): RequestContext {
	checkKey(request, apiKey);
	return { version: readVersion(request), betas: readBetas(request) };
}

/** `content-type: application/json`, with or without parameters. */
export function checkJsonContent(request: ReceivedRequest) {
	const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
	if (type !== 'application/json') {
		throw invalid('', `content-type: expected application/json, got ${type ?? 'no header'}`);
	}
}

function checkKey({ headers }: ReceivedRequest, apiKey: string) {
	const bearer = /^bearer\s+(.*)$/i.exec(headers.authorization ?? '')?.[1];
	const given = headers['x-api-key'] ?? bearer;
	if (given === undefined) {
		throw new ApiRefusal(401, 'authentication_error', 'x-api-key header is required');
	}
	if (given !== apiKey) throw new ApiRefusal(401, 'authentication_error', 'invalid x-api-key');
}

function readVersion({ headers }: ReceivedRequest) {
	const given = headers['anthropic-version'];
	const version = API_VERSIONS.find((known) => known === given);
	if (version !== undefined) return version;
	throw invalid(
		'',
		given === undefined
			? 'anthropic-version: header is required'
			: `anthropic-version: "${String(given)}" is not a valid version`,
	);
}

function readBetas({ headers }: ReceivedRequest): ReadonlySet<string> {
	const given = [headers['anthropic-beta'] ?? []].flat().join(',');
	const names = given
		.split(',')
		.map((name) => name.trim())
		.filter((name) => name !== '');
	const unknown = names.filter((name) => !KNOWN_BETAS.has(name));
	if (unknown.length > 0) {
		const quoted = unknown.map((name) => `\`${name}\``).join(', ');
		throw invalid('', `Unexpected value(s) ${quoted} for the \`anthropic-beta\` header.`);
	}
	return new Set(names);
}
