import { isRecord } from '../json';

/** How deep a reason may be nested; clouds wrap theirs two or three times. */
const DEEPEST = 5;

/** How many of several reasons are shown. */
const MOST = 5;

/** Keys of an error's message, the most specific first; `error` is often only a name beside it. */
const WORDS = [
	'error_description',
	'message',
	'Message',
	'detail',
	'msg',
	'error_message',
	'errorMessage',
	'ErrorMessage',
	'faultstring',
	'error',
	'errors',
	'Error',
	'fault',
	'title',
	'reason',
	'description',
	'details',
];

/** Keys of an error's code. `status` is Google's, `__type` is AWS's. */
const CODES = ['code', 'error_code', 'errorCode', 'Code', '__type', 'status', 'error'];

/** Python's word for an empty value, and names that only repeat that it is an error. */
const NO_NAME = /^(?:none|null|error|errors)?$/i;

/** The error message in JSON of any shape; undefined where no known key holds one. */
export function sentenceOf(value: unknown, depth = 0): string | undefined {
	if (typeof value === 'string') return value.trim() === '' ? undefined : value;
	if (depth > DEEPEST) return undefined;
	if (Array.isArray(value)) {
		return joined(
			value.slice(0, MOST).map((entry) => [undefined, entry]),
			depth,
		);
	}
	if (!isRecord(value)) return undefined;
	// An object under `error` is the error itself; the fields beside it are about the request.
	const wrapped = typeof value.error === 'object' ? sentenceOf(value.error, depth + 1) : undefined;
	if (wrapped !== undefined) return wrapped;
	for (const key of WORDS) {
		const words = key === 'errors' ? listed(value[key], depth) : sentenceOf(value[key], depth + 1);
		if (words !== undefined) return withRaw(placed(words, value), value, depth);
	}
	return undefined;
}

/** The messages under `errors`, whose keys may be the names of form fields. */
function listed(errors: unknown, depth: number): string | undefined {
	const words = sentenceOf(errors, depth + 1);
	if (words !== undefined || !isRecord(errors)) return words;
	const fields: Array<[string, unknown]> = [];
	for (const field in errors) if (fields.push([field, errors[field]]) === MOST) break;
	return joined(fields, depth);
}

function joined(entries: ReadonlyArray<[string | undefined, unknown]>, depth: number) {
	const words = entries.flatMap(([field, entry]) => {
		const said = sentenceOf(entry, depth + 1);
		if (said === undefined) return [];
		return field === undefined ? [said] : [`${field}: ${said}`];
	});
	return words.length === 0 ? undefined : words.join('; ');
}

/** FastAPI gives the location of a mistake beside its message, as in `["body", "max_tokens"]`. */
function placed(words: string, { loc }: Record<string, unknown>): string {
	if (!Array.isArray(loc) || loc.length === 0 || loc.length > 20) return words;
	return `${loc.filter(isName).join('.')}: ${words}`;
}

function isName(value: unknown): value is string | number {
	return typeof value === 'string' || typeof value === 'number';
}

/** OpenRouter's message only says that a provider failed; the provider's own message is in `metadata.raw`. */
function withRaw(words: string, { metadata }: Record<string, unknown>, depth: number): string {
	if (!isRecord(metadata)) return words;
	const raw = sentenceOf(parsedRaw(metadata.raw), depth + 1);
	return raw === undefined || raw === words ? words : `${words}: ${raw}`;
}

function parsedRaw(raw: unknown): unknown {
	if (typeof raw !== 'string') return raw;
	try {
		return JSON.parse(raw);
	} catch {
		return raw;
	}
}

/** The error type in the body; a link to its documentation does not count. */
export function typeOf(body: unknown): string | undefined {
	return holders(body)
		.map(({ type }) => type)
		.filter((type) => typeof type === 'string')
		.find((type) => !NO_NAME.test(type) && !/[:/\s]/.test(type));
}

/**
 * The code of the exact cause. A number that only repeats the status does not count, and free text only where
 * it looks like an identifier.
 */
export function codeOf(
	body: unknown,
	headers: Readonly<Record<string, unknown>>,
	status: number,
): string | undefined {
	const words = sentenceOf(body);
	for (const holder of holders(body)) {
		for (const key of CODES) {
			const code = nameOf(holder[key]);
			if (code === undefined || code === String(status) || code === words) continue;
			if (key === 'status' && !/^[A-Z]+(_[A-Z]+)+$/.test(code)) continue;
			if (key === 'error' && !/^[a-z]+(_[a-z]+)+$/.test(code)) continue;
			return code;
		}
	}
	return nameOf(headers['x-amzn-errortype']);
}

/** The code alone: AWS writes a namespace before it and a link after it. */
function nameOf(value: unknown): string | undefined {
	if (typeof value === 'number') return String(value);
	if (typeof value !== 'string' || value.length > 300) return undefined;
	const name =
		value
			.slice(value.lastIndexOf('#') + 1)
			.split(':')[0]
			?.trim() ?? '';
	return NO_NAME.test(name) ? undefined : name;
}

/** The objects that may hold an error's type and code: the error, the first of several, the body. */
function holders(body: unknown): Array<Record<string, unknown>> {
	const top = first(body);
	if (!isRecord(top)) return [];
	return [first(top.error), first(top.errors), top].filter(isRecord);
}

function first(value: unknown): unknown {
	return Array.isArray(value) ? value[0] : value;
}
