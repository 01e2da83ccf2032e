import fc from 'fast-check';
import { isRecord } from '../../../nodes/shared/json';

/** Bytes that a mutation puts somewhere: what parsers stumble over. */
const TOKENS = [
	'{',
	'[',
	']}',
	'"',
	'\\u0000',
	'\\',
	'null',
	'-1',
	'1e999',
	'9'.repeat(400),
	'"__proto__":',
	'"constructor":',
	'\r\n',
	'\n\n',
	'data: ',
	'event: error\n',
	'<svg',
	'<!--',
	'&#x110000;',
	'\u00ff\u00d8\u00ff',
	'\u00ff\u00ff\u00ff\u00ff',
	'\0\0\0\0',
	'[{'.repeat(3000),
	'['.repeat(20_000),
	'=',
	'://',
	'%',
	'\ufeff',
	'\ud800',
];

/** Values that stand where nobody expects them. */
const VALUES: readonly unknown[] = [
	null,
	true,
	-1,
	1e308,
	'',
	'x'.repeat(5000),
	{},
	[],
	[[]],
	[null],
	{ toJSON: 1 },
	{ length: -1 },
	JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}'),
	JSON.parse(`${'['.repeat(2000)}${']'.repeat(2000)}`),
	{ $ref: '#' },
	{ type: 'error', error: { type: 1, message: {} } },
];

/** No input is larger: readers take bytes as they come, so more of the same shows nothing new. */
const LARGEST = 64 * 1024;

interface Change {
	kind: 'flip' | 'put' | 'drop' | 'repeat' | 'cut';
	/** Where, as a share of the length. */
	at: number;
	/** How much. */
	by: number;
	token: string;
}

const share = fc.double({ min: 0, max: 1, noNaN: true });

const change: fc.Arbitrary<Change> = fc.record({
	kind: fc.constantFrom('flip', 'put', 'drop', 'repeat', 'cut'),
	at: share,
	by: fc.nat({ max: 300 }),
	token: fc.constantFrom(...TOKENS),
});

/** Bytes of all kinds: noise, samples that are spoilt, and JSON samples with other values in them. */
export function bytesLike(samples: ReadonlyArray<Buffer | string>): fc.Arbitrary<Buffer> {
	const sample = fc.constantFrom(...samples);
	const spoilt = fc
		.tuple(sample, fc.array(change, { minLength: 1, maxLength: 6 }))
		.map(([start, changes]) => changes.reduce(changed, Buffer.from(start)));
	const replaced = fc
		.tuple(sample, fc.array(fc.tuple(fc.nat(), fc.constantFrom(...VALUES)), { maxLength: 4 }))
		.map(([start, places]) =>
			typeof start === 'string' ? Buffer.from(withValues(start, places)) : Buffer.from(start),
		);
	const noise = fc.uint8Array({ maxLength: 3000 }).map((bytes) => Buffer.from(bytes));
	const json = fc.jsonValue().map((value) => Buffer.from(JSON.stringify(value)));
	return fc.oneof(
		{ weight: 4, arbitrary: spoilt },
		{ weight: 4, arbitrary: replaced },
		{ weight: 1, arbitrary: noise },
		{ weight: 1, arbitrary: json },
	);
}

function changed(bytes: Buffer, { kind, at, by, token }: Change): Buffer {
	const place = Math.floor(at * bytes.length);
	const before = bytes.subarray(0, place);
	const rest = bytes.subarray(place);
	const pieces = {
		flip: [before, Buffer.from([(rest[0] ?? 0) ^ (1 << by % 8)]), rest.subarray(1)],
		put: [before, Buffer.from(token, /^[\0-\xff]*$/.test(token) ? 'latin1' : 'utf8'), rest],
		drop: [before, rest.subarray(by)],
		repeat: [before, ...Array.from({ length: by }, () => rest.subarray(0, 40)), rest],
		cut: [before],
	}[kind];
	return Buffer.concat(pieces).subarray(0, LARGEST);
}

/** The JSON in a text, or in the data of its events, with other values at some of its places. */
function withValues(text: string, places: ReadonlyArray<[number, unknown]>): string {
	return text
		.split('\n')
		.map((line) => {
			const [, before = '', json = ''] = /^(data: )?(.*)$/s.exec(line) ?? [];
			return `${before}${places.reduce(withValue, json)}`;
		})
		.join('\n');
}

function withValue(json: string, [index, value]: [number, unknown]): string {
	let parsed: unknown;
	try {
		parsed = JSON.parse(json);
	} catch {
		return json;
	}
	const holders = holdersIn(parsed);
	const holder = holders[index % Math.max(1, holders.length)];
	if (holder === undefined) return JSON.stringify(value);
	const keys = Object.keys(holder);
	const key = keys[Math.floor(index / holders.length) % keys.length] ?? '';
	Object.defineProperty(holder, key, {
		value,
		enumerable: true,
		configurable: true,
		writable: true,
	});
	return JSON.stringify(parsed);
}

/** Every list and object in a value that holds something. */
function holdersIn(value: unknown): object[] {
	const all: object[] = [];
	const waiting: unknown[] = [value];
	for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
		if (!Array.isArray(next) && !isRecord(next)) continue;
		const inside: unknown[] = Object.values(next);
		if (inside.length > 0) all.push(next);
		// Nothing is left to be put deeper than this.
		if (all.length < 500) waiting.push(...inside.slice(0, 100).filter((one) => one !== undefined));
	}
	return all;
}
