import fc from 'fast-check';
import { Failure } from '../../../nodes/shared/errors/failure';
import { sendableSchema } from '../../../nodes/shared/schema/sendableSchema';
import { choosableIn, toolChoiceOf } from '../../../nodes/ClaudeMessages/request/toolChoice';
import { ToolNames } from '../../../nodes/ClaudeMessages/request/toolNames';
import {
	type CustomTool,
	type ServerTool,
	toolFields,
	type ToolsInput,
} from '../../../nodes/ClaudeMessages/request/tools';

/** @see https://platform.claude.com/docs/en/agents-and-tools/tool-use/overview */
const API_NAME = /^[a-zA-Z0-9_-]{1,64}$/;

const inputSchema = { type: 'object' };
const custom = (name: string, more: Partial<CustomTool> = {}): CustomTool => ({
	name,
	inputSchema,
	...more,
});
const SEARCH: ServerTool = { type: 'web_search_20260318', name: 'web_search' };
const TOOLSET: ServerTool = { type: 'mcp_toolset', mcp_server_name: 'tickets' };
const SERVER = { type: 'url' as const, name: 'tickets', url: 'https://example.com' };

const fieldsOf = (input: Partial<ToolsInput>, connected: CustomTool[] = []) =>
	toolFields({ server: [], mcpServers: [], custom: [], ...input }, connected);

test('without tools no field is sent', () => {
	const { fields, names } = fieldsOf({});
	expect(fields).toEqual({});
	expect(names.all).toEqual([]);
});

test('tools of Anthropic come first, then those of the panel, then connected ones', () => {
	const { fields, names } = fieldsOf(
		{ server: [SEARCH, TOOLSET], mcpServers: [SERVER], custom: [custom('a')] },
		[custom('b', { description: 'B' })],
	);
	expect(fields).toEqual({
		tools: [
			SEARCH,
			TOOLSET,
			{ name: 'a', input_schema: inputSchema },
			{ name: 'b', description: 'B', input_schema: inputSchema },
		],
		mcp_servers: [SERVER],
	});
	expect(names.all).toEqual(['web_search', 'a', 'b']);
});

test.each<[string, Partial<ToolsInput>, CustomTool[], string]>([
	['of the panel', { custom: [custom('a'), custom('a')] }, [], 'a'],
	['connected', {}, [custom('a'), custom('a')], 'a'],
	['of the panel and connected', { custom: [custom('a')] }, [custom('a')], 'a'],
	['of Anthropic', { server: [SEARCH, SEARCH] }, [], 'web_search'],
	['of Anthropic and connected', { server: [SEARCH] }, [custom('web_search')], 'web_search'],
	['that are MCP servers', { mcpServers: [SERVER, SERVER] }, [], 'MCP server tickets'],
])('two tools of one name are refused: %s', (_, input, connected, name) => {
	expect(() => fieldsOf(input, connected)).toThrow(`There are two tools with the name '${name}'`);
});

test('20 tools may be strict, one more is refused, and others do not count', () => {
	const strict = Array.from({ length: 21 }, (_, index) =>
		custom(`tool_${index}`, { strict: true }),
	);
	const { fields } = fieldsOf({ custom: strict.slice(1) }, [custom('a'), custom('b')]);
	expect(fields.tools).toHaveLength(22);
	expect(() => fieldsOf({ custom: strict })).toThrow(
		"21 tools are 'Strict', but the API takes at most 20",
	);
	expect(() => fieldsOf({ custom: strict.slice(1) }, strict.slice(0, 1))).toThrow(Failure);
});

const OPEN = {
	type: 'object',
	properties: {
		at: { type: 'string', pattern: '^a' },
		who: { type: 'array', items: { type: 'object', properties: { name: { type: 'string' } } } },
	},
};

test('the schema of a strict tool is closed as that of a JSON answer, of others it goes as it is', () => {
	const closed = fieldsOf({ custom: [custom('a', { inputSchema: OPEN, strict: true })] });
	expect(closed.fields.tools).toEqual([
		{ name: 'a', strict: true, input_schema: sendableSchema(OPEN, 'The schema') },
	]);
	expect(closed.fields.tools).toMatchObject([
		{
			input_schema: {
				additionalProperties: false,
				properties: { who: { items: { additionalProperties: false } } },
			},
		},
	]);
	const open = fieldsOf({ custom: [custom('a', { inputSchema: OPEN })] });
	expect(open.fields.tools).toEqual([{ name: 'a', input_schema: OPEN }]);
});

test('a schema that no strict tool can have is told with the name of the tool', () => {
	const map = { type: 'object', additionalProperties: { type: 'string' } };
	expect(() =>
		fieldsOf({ custom: [custom('Wall Clock', { inputSchema: map, strict: true })] }),
	).toThrow("The schema of the tool 'Wall Clock' leaves the names of the fields open");
});

/** What the tools are called on the wire, in their order. */
function wireNames(own: readonly string[], server: ServerTool[] = []): string[] {
	const { names } = fieldsOf({ server, custom: own.map((name) => custom(name)) });
	return own.map((name) => names.wireName(name) ?? 'none');
}

const LONG = 'a'.repeat(64);

test.each<[string, string[], string[]]>([
	['good ones stay', ['a', 'B-2_c', LONG], ['a', 'B-2_c', LONG]],
	['other characters become _', ['Wall Clock', 'Zeit?', '時'], ['Wall_Clock', 'Zeit_', '_']],
	['long ones are cut', [`${LONG}b`], [LONG]],
	['an empty one gets a letter', [''], ['_']],
	['equal ones get numbers', ['a b', 'a?b', 'a_b'], ['a_b', 'a_b_2', 'a_b_3']],
	['a number does not make them too long', [`${LONG}1`, `${LONG}2`], [LONG, `${LONG.slice(2)}_2`]],
	['a number may be taken itself', ['a_2', 'a', 'a_', 'a '], ['a_2', 'a', 'a_', 'a__2']],
	['that of a tool of Anthropic is taken', ['web search'], ['web_search_2']],
])('names that the API refuses are repaired: %s', (_, own, wire) => {
	expect(wireNames(own, [SEARCH])).toEqual(wire);
});

const ownNames = fc.uniqueArray(
	fc.oneof(
		fc.string({ unit: 'binary' }),
		fc.string({ unit: fc.constantFrom('a', '_', ' ', '?', '2', '🕰') }),
		fc.string({ unit: fc.constantFrom('a', ' '), minLength: 60, maxLength: 70 }),
		fc.constantFrom('web search', 'web?search', 'web_search_2'),
	),
	{ maxLength: 12 },
);

test('whatever tools are called, the API takes their names, each once, and they lead back', () => {
	fc.assert(
		fc.property(ownNames, (own) => {
			const { fields, names } = fieldsOf({
				server: [SEARCH],
				custom: own.map((name) => custom(name)),
			});
			const wire = (fields.tools ?? []).map((tool) => ('name' in tool ? String(tool.name) : ''));
			expect(new Set(wire).size).toBe(own.length + 1);
			for (const name of wire) expect(name).toMatch(API_NAME);
			expect(wire.slice(1).map((name) => names.ownName(name))).toEqual(own);
			expect(own.map((name) => names.wireName(name))).toEqual(wire.slice(1));
			expect(wire.every((name) => names.has(name))).toBe(true);
			expect(names.all).toEqual(['web_search', ...own]);
		}),
		{ numRuns: 500 },
	);
});

test('a name that no tool has stays what it is', () => {
	const names = new ToolNames(['web_search']);
	names.add('Wall Clock');
	expect(names.ownName('other')).toBe('other');
	expect(names.wireName('other')).toBeUndefined();
	expect(names.has('other')).toBe(false);
	expect(names.wireName('Wall_Clock')).toBeUndefined();
});

describe('Tool Choice', () => {
	const names = new ToolNames(['web_search']);
	names.add('Wall Clock');
	const some = { tools: [SEARCH], names };

	test('that is not set is not sent', () => {
		expect(toolChoiceOf(undefined, some)).toBeUndefined();
		expect(toolChoiceOf(undefined, { tools: undefined, names })).toBeUndefined();
	});

	test.each(['auto', 'any', 'none'])('of %s is sent as it is', (type) => {
		expect(toolChoiceOf(type, some)).toEqual({ type });
	});

	test('of a tool is sent by the name that the API knows', () => {
		expect(toolChoiceOf('Wall Clock', some)).toEqual({ type: 'tool', name: 'Wall_Clock' });
		expect(toolChoiceOf('web_search', some)).toEqual({ type: 'tool', name: 'web_search' });
	});

	test('of a tool that is called any is the way, not the tool', () => {
		const called = new ToolNames([]);
		called.add('any');
		expect(toolChoiceOf('any', { tools: [{}], names: called })).toEqual({ type: 'any' });
	});

	test.each(['clock', 'Auto', 'Wall_Clock', 'ANY'])('of an unknown name is refused: %s', (name) => {
		expect(() => toolChoiceOf(name, some)).toThrow(
			`'Tool Choice' is '${name}', but there is no tool with that name`,
		);
	});

	test.each<[string, unknown]>([
		['no tools', undefined],
		['an empty list', []],
		['what is no list', 'a'],
	])('with %s is refused', (_, tools) => {
		for (const way of ['auto', 'any', 'clock']) {
			expect(() => toolChoiceOf(way, choosableIn(tools))).toThrow(
				"'Tool Choice' is set, but the request has no tools",
			);
		}
	});

	test('finds tools that are written as the API takes them', () => {
		const written = choosableIn([SEARCH, TOOLSET, { name: 'clock' }, null, { name: 7 }]);
		expect(toolChoiceOf('clock', written)).toEqual({ type: 'tool', name: 'clock' });
		expect(written.names.all).toEqual(['web_search', 'clock']);
	});
});
