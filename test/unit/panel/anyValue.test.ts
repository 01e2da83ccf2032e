import fc from 'fast-check';
import type { INodeProperties } from 'n8n-workflow';
import { ClaudeMessages } from '../../../nodes/ClaudeMessages/ClaudeMessages.node';
import { Failure } from '../../../nodes/shared/errors/failure';
import { readSendPanel } from '../../../nodes/ClaudeMessages/panel/requestPanel';
import { draftRequest } from '../../../nodes/ClaudeMessages/request/draftRequest';

const { properties } = new ClaudeMessages().description;

/** Fields that hold values, and those within their collections, by their path. */
function fieldsIn(list: readonly INodeProperties[], before = ''): Array<[string, string]> {
	return list.flatMap(({ name, displayName, options = [] }): Array<[string, string]> => {
		const inside = options.flatMap((option) => {
			if ('values' in option) return fieldsIn(option.values, `${before}${name}.${option.name}.`);
			return 'displayName' in option ? fieldsIn([option], `${before}${name}.`) : [];
		});
		return [[before + name, displayName], ...inside];
	});
}

const LABELS = new Map(fieldsIn(properties));
const PATHS = [...LABELS.keys()].filter((path) => !['resource', 'operation'].includes(path));

const circle: Record<string, unknown> = {};
circle.self = circle;

function nested(levels: number): unknown {
	let value: unknown = {};
	for (let level = 1; level < levels; level++) value = { type: 'object', properties: value };
	return value;
}

const value = fc.oneof(
	fc.anything({ withBigInt: true, withDate: true, withNullPrototype: true }),
	fc.json(),
	fc.constantFrom<unknown>(
		...[circle, nested(500), nested(501), JSON.stringify(nested(500)), '['.repeat(100_000)],
		...['x'.repeat(100_000), NaN, -0, 1e308, 2 ** 53, '\ud83d', new Date(NaN), () => 1, Symbol()],
		...[JSON.parse('{"__proto__":{"a":1}}'), [['a', ['b']]], [{}], { role: 'user', content: [] }],
	),
);

const isOfTool = (path: string) => path.startsWith('tools.');

/** Tools that are complete but for the field that is put in. */
const WHOLE: Readonly<Record<string, object>> = {
	custom: { name: 'clock', jsonSchemaExample: '{"a":1}' },
	mcp: { serverUrl: 'https://mcp.example.com' },
};

/** Puts a field of a tool into it; several tools of a kind have one of them each. */
function put(tools: Record<string, unknown>, path: string, value: unknown): void {
	const [, group = '', name = '', inside] = path.split('.');
	const others: unknown = tools[group];
	const byName = {
		name: `tool${path}`,
		schemaType: name === 'inputSchema' ? 'manual' : 'fromJson',
	};
	const entry = {
		...WHOLE[group],
		...byName,
		[name]: inside === undefined ? value : { [inside]: value },
	};
	tools[group] = Array.isArray(others) ? [...others, entry] : [entry];
}

/** The panel of a question in words, with some fields replaced; a list of parts has one part. */
function panelWith(changes: ReadonlyArray<readonly [string, unknown]>) {
	const isJson = changes.some(([path]) => !isOfTool(path) && /schema|output/i.test(path));
	const fields = new Map<string, unknown>([
		['model', 'claude-haiku-4-5'],
		['maxTokens', 1024],
		['messagesInput', changes.some(([path]) => path === 'messagesJson') ? 'json' : 'fields'],
		...(isJson ? [['outputFormat', 'json'] as const] : []),
		['schemaType', changes.some(([path]) => path === 'inputSchema') ? 'manual' : 'fromJson'],
		['jsonSchemaExample', '{"a":1}'],
		['inputSchema', '{"type":"object"}'],
	]);
	const options: Record<string, unknown> = {};
	const tools: Record<string, unknown> = {};
	const part: Record<string, unknown> = { text: 'Hello' };
	for (const [path, changed] of changes) {
		if (path.startsWith('options.')) options[path.slice('options.'.length)] = changed;
		else if (isOfTool(path)) put(tools, path, changed);
		else if (path.startsWith('messages.values.'))
			part[path.slice('messages.values.'.length)] = changed;
		else fields.set(path, changed);
	}
	const parts = [part, { text: 'Hello' }];
	return (name: string, fallback: unknown): unknown => {
		if (name === 'options') return fields.get('options') ?? options;
		if (name === 'tools') return fields.get('tools') ?? tools;
		if (name === 'messages.values') return fields.get('messages') ?? parts;
		return fields.has(name) ? fields.get(name) : fallback;
	};
}

const change = fc.tuple(fc.constantFrom(...PATHS), value);

function outcomeOf(changes: ReadonlyArray<readonly [string, unknown]>): unknown {
	try {
		return JSON.stringify(draftRequest(readSendPanel(panelWith(changes))).body);
	} catch (error) {
		return error;
	}
}

test('whatever value stands in whatever field: a request, or a mistake with its advice', () => {
	fc.assert(
		fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), (changes) => {
			const outcome = outcomeOf(changes);
			if (typeof outcome === 'string') return;
			expect(outcome).toBeInstanceOf(Failure);
			expect(outcome).toMatchObject({ message: /./, description: /./ });
		}),
		{ numRuns: 1500 },
	);
});

test.each(PATHS)('a value that holds itself, in %s, is told with the label', (path) => {
	const outcome = outcomeOf([[path, circle]]);
	// A collection is a record of its fields, and a file may be any object.
	if (typeof outcome === 'string') return;
	expect(outcome).toBeInstanceOf(Failure);
	expect(String(outcome)).toContain(`'${LABELS.get(path) ?? ''}`);
});
