import { isRecord } from '../json';
import type { NodeAdvice } from './advice';
import { Failure, INVALID_INPUT } from './failure';

interface Cause {
	/** Whole codes, or with an ellipsis how codes begin. */
	codes: readonly string[];
	type: string;
	/** Contains HOST in place of the host of the Base URL. */
	message: string;
	description: string;
}

const PROXY_HINT = 'and any proxy or firewall between n8n and the API';

/** Advice for a host that cannot be reached. */
const CHECK_ADDRESS = `Check the host and port of 'Base URL' in the credential, ${PROXY_HINT}.`;

/** Advice for an answer that broke off. */
export const RUN_AGAIN_AFTER_BREAK = `Run the item again; if it keeps happening, check the network ${PROXY_HINT}. The answer may have been paid for.`;

/** The type of the failure for too long a silence. */
export const CONNECTION_TIMEOUT = 'connection_timeout';

/** The type of the failure for an answer that is not compressed as its header says. */
const UNPACKED = 'invalid_response';

/** Codes are those of Node.js and axios; unlike their messages they are stable. */
const CAUSES: readonly Cause[] = [
	{
		codes: ['ERR_CANCELED'],
		type: 'canceled',
		message: 'The execution was stopped before the answer came',
		description: 'Run the workflow again to get an answer for this item.',
	},
	{
		codes: ['ECONNABORTED', 'ETIMEDOUT', 'ESOCKETTIMEDOUT'],
		type: CONNECTION_TIMEOUT,
		message: 'HOST did not answer in time',
		description: CHECK_ADDRESS,
	},
	{
		codes: ['ENOTFOUND', 'EAI_AGAIN'],
		type: 'connection_error',
		message: 'HOST could not be found',
		description:
			"Check the spelling of 'Base URL' in the credential, and the DNS of the n8n server.",
	},
	{
		codes: ['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL'],
		type: 'connection_error',
		message: 'HOST could not be reached',
		description: CHECK_ADDRESS,
	},
	{
		// A packed answer that ends too early gives Z_BUF_ERROR.
		codes: ['ECONNRESET', 'EPIPE', 'ERR_BAD_RESPONSE', 'ERR_STREAM_PREMATURE_CLOSE', 'Z_BUF_ERROR'],
		type: 'connection_error',
		message: 'The connection to HOST broke before the whole answer had come',
		description: RUN_AGAIN_AFTER_BREAK,
	},
	{
		codes: ['Z_DATA_ERROR', 'Z_NEED_DICT', 'ERR__ERROR_…', 'ERR_BROTLI_…', 'ZSTD_error_…'],
		type: UNPACKED,
		message: 'The answer of HOST could not be unpacked: it is not packed as its header says',
		description: `A proxy or gateway has most likely changed the answer or its header 'content-encoding'. Check 'Base URL' in the credential, ${PROXY_HINT}. The answer may have been paid for.`,
	},
	{
		codes: ['EPROTO', 'ERR_SSL_WRONG_VERSION_NUMBER'],
		type: 'connection_error',
		message: 'HOST does not speak HTTPS at this port',
		description:
			"Check the port of 'Base URL' in the credential, and whether it has to begin with http instead of https.",
	},
	{
		codes: ['ERR_INVALID_URL'],
		type: INVALID_INPUT,
		message: "The 'Base URL' of the credential is not an address",
		description: 'Give it as in https://api.anthropic.com, or leave it empty.',
	},
	{
		codes: ['ERR_INVALID_CHAR', 'ERR_INVALID_HTTP_TOKEN', 'ERR_UNESCAPED_CHARACTERS'],
		type: INVALID_INPUT,
		message:
			'The API key or the extra header of the credential has characters that no header may have',
		description: "Copy the key anew, and check 'Header Name' and 'Header Value' in the credential.",
	},
	{
		codes: [
			'CERT_HAS_EXPIRED',
			'DEPTH_ZERO_SELF_SIGNED_CERT',
			'ERR_TLS_CERT_ALTNAME_INVALID',
			'SELF_SIGNED_CERT_IN_CHAIN',
			'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
			'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
		],
		type: 'connection_error',
		message: 'The certificate of HOST is not trusted',
		description: `Check 'Base URL' in the credential ${PROXY_HINT}; a company certificate has to be known to the n8n server.`,
	},
];

/** Types of failures that another attempt would only repeat: Stop, mistakes in the credential, a proxy's. */
const FINAL_TYPES = ['canceled', INVALID_INPUT, UNPACKED];

/**
 * The failure for a request without any answer: host, port, certificate, silence, or Stop.
 *
 * @param host of the Base URL, with its port where it has one
 * @param advice the node's own, tried first
 */
export function networkFailure(thrown: unknown, host: string, advice?: NodeAdvice): Failure {
	const code = codeOf(thrown);
	const cause = CAUSES.find(({ codes }) => code !== undefined && codes.some(means(code)));
	if (cause !== undefined) {
		const message = cause.message.replace('HOST', host);
		const retry = FINAL_TYPES.includes(cause.type) ? undefined : {};
		const description =
			advice?.({ type: cause.type, status: null, errorCode: code }) ?? cause.description;
		return new Failure({ ...cause, message, description, errorCode: code, retry });
	}
	const type = 'connection_error';
	return new Failure({
		message: `The request to ${host} got no answer`,
		description:
			advice?.({ type, status: null, errorCode: code }) ??
			`Check 'Base URL' in the credential, ${PROXY_HINT}.`,
		type,
		errorCode: code,
		retry: {},
	});
}

function means(code: string): (known: string) => boolean {
	return (known) => (known.endsWith('…') ? code.startsWith(known.slice(0, -1)) : code === known);
}

/** n8n wraps axios's error, which wraps Node's: any of them may have the code. */
function codeOf(thrown: unknown, depth = 0): string | undefined {
	if (!isRecord(thrown) || depth > 4) return undefined;
	const { code, httpCode } = thrown;
	const inner = codeOf(thrown.cause, depth + 1);
	if (inner !== undefined) return inner;
	if (typeof code === 'string') return code;
	return typeof httpCode === 'string' ? httpCode : undefined;
}
