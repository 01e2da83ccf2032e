import { isRecord } from '../json';

/** How deep a reason may stand; clouds wrap theirs two or three times. */
const DEEPEST = 5;

/** How many of several reasons are told. */
const MOST = 5;

/** Where the words of an error stand, the most telling first; `error` is often only a name beside them. */
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

/** Where a name for the cause stands. `status` is Google's, `__type` is AWS's. */
const CODES = ['code', 'error_code', 'errorCode', 'Code', '__type', 'status', 'error'];

/** What Python prints for nothing, and names that say no more than that it is an error. */
const NO_NAME = /^(?:none|null|error|errors)?$/i;

/** The words of an error in JSON of any shape, undefined where there are none that it calls so. */
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
	// An object under `error` is the error itself, and what stands beside it is about the request.
	const wrapped = typeof value.error === 'object' ? sentenceOf(value.error, depth + 1) : undefined;
	if (wrapped !== undefined) return wrapped;
	for (const key of WORDS) {
		const words = key === 'errors' ? listed(value[key], depth) : sentenceOf(value[key], depth + 1);
		if (words !== undefined) return withRaw(placed(words, value), value, depth);
	}
	return undefined;
}

/** Under `errors` a form's fields may be the keys. */
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

/** FastAPI tells the place of a mistake beside its words, as in `["body", "max_tokens"]`. */
function placed(words: string, { loc }: Record<string, unknown>): string {
	if (!Array.isArray(loc) || loc.length === 0 || loc.length > 20) return words;
	return `${loc.filter(isName).join('.')}: ${words}`;
}

function isName(value: unknown): value is string | number {
	return typeof value === 'string' || typeof value === 'number';
}

/** OpenRouter says only that a provider failed; what the provider said stands in `metadata.raw`. */
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

/** The type that the body gives its error; a link to its documentation is none. */
export function typeOf(body: unknown): string | undefined {
	return holders(body)
		.map(({ type }) => type)
		.filter((type) => typeof type === 'string')
		.find((type) => !NO_NAME.test(type) && !/[:/\s]/.test(type));
}

/**
 * A name for the exact cause. A number that only repeats the status is none, and of words without a
 * structure only those that a program would write.
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

/** AWS writes a namespace before the name and a link behind it. */
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

/** The objects in which the names of an error may stand: the error, the first of several, the body. */
function holders(body: unknown): Array<Record<string, unknown>> {
	const top = first(body);
	if (!isRecord(top)) return [];
	return [first(top.error), first(top.errors), top].filter(isRecord);
}

function first(value: unknown): unknown {
	return Array.isArray(value) ? value[0] : value;
}
