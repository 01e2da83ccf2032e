import type { StoredFile } from './uploads/storedFile';
import type { RateLimitOptions } from './limits/rateLimits';
import type { QueuedReply } from './queuedReply';
import { isRecord } from './rules/shape';

type Test = (value: unknown) => boolean;

const isNumber: Test = (value) => typeof value === 'number';
const isText: Test = (value) => typeof value === 'string';
const isHeaders: Test = (value) => isRecord(value) && Object.values(value).every(isText);
const isChunk: Test = (value) => isText(value) || (isRecord(value) && isNumber(value.delayMs));
const isChunks: Test = (value) => Array.isArray(value) && value.every(isChunk);
const isEnding: Test = (value) => ['close', 'cut', 'reset', 'hang'].includes(String(value));

const isFlow: Test = (value) =>
	isRecord(value) && fits(value, { perSecond: isNumber, burst: isNumber });

/** Fields, the optional ones with `?`. */
const KINDS: Readonly<Record<QueuedReply['kind'], Readonly<Record<string, Test>>>> = {
	message: { message: isRecord, 'headers?': isHeaders },
	text: { text: isText },
	stream: {
		'message?': isRecord,
		'headers?': isHeaders,
		'pingsEveryMs?': isNumber,
		'deltaDelayMs?': isNumber,
		'errorAfter?': isNumber,
		'error?': isRecord,
		'endAfter?': isNumber,
		'cutAfter?': isNumber,
		'resetAfter?': isNumber,
		'hangAfter?': isNumber,
	},
	tokens: { inputTokens: isNumber },
	error: {
		status: isNumber,
		type: isText,
		message: isText,
		'details?': isRecord,
		'headers?': isHeaders,
	},
	raw: { status: isNumber, body: isText, 'headers?': isHeaders },
	events: { chunks: isChunks, 'headers?': isHeaders, 'end?': isEnding },
	delay: { ms: isNumber, then: isQueuedReply },
	late: { requests: isNumber, then: isQueuedReply },
	cut: { 'bytes?': isNumber, 'then?': isQueuedReply },
	'reset-in-body': { 'bytes?': isNumber, 'then?': isQueuedReply },
	'wrong-length': { 'by?': isNumber, 'then?': isQueuedReply },
	trickle: { everyMs: isNumber, 'bytes?': isNumber, 'then?': isQueuedReply },
	gzip: { 'then?': isQueuedReply },
	hang: {},
	reset: {},
	'close-before-headers': {},
	garbage: { 'bytes?': isText },
};

/** A function or bytes cannot come as JSON, so a reply from outside has no `when`. */
export function isQueuedReply(value: unknown): value is QueuedReply {
	if (!isRecord(value) || !isKind(value.kind)) return false;
	return fits(value, { kind: isText, 'path?': isText, 'customId?': isText, ...KINDS[value.kind] });
}

export function isLimitOptions(value: unknown): value is RateLimitOptions {
	return (
		isRecord(value) &&
		fits(value, {
			perSecond: isNumber,
			burst: isNumber,
			'path?': isText,
			'retryAfter?': (name) => ['seconds', 'ms', 'none'].includes(String(name)),
			'headers?': (value) => typeof value === 'boolean',
			'told?': isRecord,
			'reset?': (name) => ['ms', 'seconds'].includes(String(name)),
			'rival?': isNumber,
			'inputFlow?': isFlow,
			'outputFlow?': isFlow,
			'inputTokens?': isRecord,
			'outputTokens?': isRecord,
			'tokens?': isRecord,
		})
	);
}

/** A file whose bytes are in base64. */
export function isFile(value: unknown): value is Omit<StoredFile, 'bytes'> & { base64: string } {
	const isFlag: Test = (flag) => typeof flag === 'boolean';
	const required = { filename: isText, mimeType: isText, base64: isText };
	return isRecord(value) && fits(value, { ...required, 'id?': isText, 'downloadable?': isFlag });
}

export function isMcpToken(value: unknown): value is { url: string; token: string } {
	return isRecord(value) && fits(value, { url: isText, token: isText });
}

export function isBatchTime(value: unknown): value is { ms: number | null } {
	return isRecord(value) && fits(value, { ms: (ms) => ms === null || isNumber(ms) });
}

export function isDone(value: unknown): value is { done?: number } | undefined {
	return value === undefined || (isRecord(value) && fits(value, { 'done?': isNumber }));
}

function isKind(value: unknown): value is QueuedReply['kind'] {
	return typeof value === 'string' && Object.hasOwn(KINDS, value);
}

/** Whether all fields that are needed are there, and none that is not known. */
function fits(value: Record<string, unknown>, fields: Readonly<Record<string, Test>>): boolean {
	const names = Object.keys(fields).map((name) => name.replace('?', ''));
	if (!Object.keys(value).every((name) => names.includes(name))) return false;
	return Object.entries(fields).every(([name, test]) => {
		const given = value[name.replace('?', '')];
		return given === undefined ? name.endsWith('?') : test(given);
	});
}
