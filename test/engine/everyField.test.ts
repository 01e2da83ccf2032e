/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type {
	IBinaryKeyData,
	INodeExecutionData,
	INodeParameters,
	INodeProperties,
	INodePropertyCollection,
	INodePropertyOptions,
	NodeParameterValueType,
} from 'n8n-workflow';
import { madeBatch } from './batchBed';
import { CALCULATOR } from './calculator';
import { bytesFile } from './files';
import { API_KEY, CREDENTIAL, startTestbed, type Testbed, workflowOf } from './testbed';
import { fixture } from '../fixtures/files';
import type { QueuedReply } from '../standin';

let testbed: Testbed;
beforeAll(async () => {
	testbed = await startTestbed();
	const path = '../../dist/nodes/ClaudeMessages/operations/pollPause.js';
	const pauses = jest.requireActual<
		typeof import('../../nodes/ClaudeMessages/operations/pollPause')
	>(join(__dirname, path));
	jest.spyOn(pauses, 'pollPause').mockReturnValue(5);
});
beforeEach(() => testbed.standIn.reset());
afterAll(async () => await testbed.close());

type Value = NodeParameterValueType;

/** A field at work: two values of it, everything else being equal. */
interface Proof {
	/** As in `options.topK`; a field with fixed values has one proof for each: `resource=message`. */
	path: string;
	from: Value;
	to: Value;
	/** The whole panel with one of the values. */
	panel: (value: Value) => INodeParameters;
	/** The field `data` of the item. */
	file?: string;
	/** One for each request. */
	replies?: QueuedReply[];
	/** Whether a calculator is connected. */
	calculates?: boolean;
	/** Whether a chat listens; what it hears counts too. */
	heard?: boolean;
	/** The type of the error that the second value ends in. */
	fails?: string;
	/** What there is before, and the fields that name it. */
	made?: (value: Value) => Promise<INodeParameters>;
	/** Whether Stop is pressed while a batch is waited for. */
	stops?: boolean;
	/** How many items there are, 1 unless given; with more the requests on their way at once count. */
	items?: number;
}

type More = Pick<Proof, 'file' | 'replies' | 'fails' | 'items'>;

const model = (mode: string, value: string) => ({ __rl: true, mode, value });
const text = (words: string) => ({ role: 'user', type: 'text', text: words });
const BASE: INodeParameters = {
	model: model('id', 'claude-haiku-4-5'),
	messages: { values: [text('Hello')] },
};

function field(name: string, from: Value, to: Value, given: INodeParameters = {}): Proof {
	return { path: name, from, to, panel: (value) => ({ ...BASE, ...given, [name]: value }) };
}

function option(name: string, from: Value, to: Value, more: More = {}): Proof {
	const panel = (value: Value) => ({ ...BASE, options: { [name]: value } });
	return { path: `options.${name}`, from, to, panel, ...more };
}

/** A field of one message; `given` are the others of that message. */
function part(name: string, from: Value, to: Value, given: INodeParameters, file?: string): Proof {
	const panel = (value: Value) => ({
		...BASE,
		messages: { values: [text('Look'), { ...text('Hello'), ...given, [name]: value }] },
	});
	return { path: `messages.values.${name}`, from, to, panel, file };
}

/** What is rare in a message stands in a collection of its own. */
function partOption(name: string, to: Value, given: INodeParameters, file?: string): Proof {
	const proof = part('options', {}, { [name]: to }, given, file);
	return { ...proof, path: `messages.values.options.${name}` };
}

/** The proof of one of the fixed values of a field. */
const choice = (proof: Proof, name: Value = proof.to): Proof => ({
	...proof,
	path: `${proof.path}=${String(name)}`,
});

const list = { messagesJson: '[{"role":"user","content":"A"}]' };
const image = {
	type: 'image',
	source: 'binary',
	binaryField: 'data',
	url: 'https://example.com/a.png',
	fileId: 'file_011CNha8iCJcU1wXNR6q4V8w',
};
const pdf = { ...image, type: 'document' };
const refused = { model: model('id', 'claude-sonnet-5-5'), prefill: 'The answer is (' };
const stopped = (stop_reason: 'max_tokens' | 'refusal'): QueuedReply => ({
	kind: 'message',
	message: { stop_reason, content: [{ type: 'text', text: 'I', citations: null }] },
});
const withPrefill = (proof: Proof, given: INodeParameters): Proof => ({
	...proof,
	panel: (value) => ({ ...proof.panel(value), ...given }),
});

const SONNET_5_5 = 'claude-sonnet-5-5';
const schemaWith = (name: string) =>
	JSON.stringify({ type: 'object', properties: { [name]: { type: 'string' } }, required: [name] });

/** One of the fixed values of an option, on a model that takes it. */
const on = (id: string, name: string, from: string, to: string): Proof =>
	choice(withPrefill(option(name, from, to), { model: model('id', id) }));

/** An option of thinking with a budget. */
const thinks = (proof: Proof): Proof => ({
	...proof,
	panel: (value) => {
		const name = proof.path.replace(/^options\.|=.*/g, '');
		return { ...BASE, options: { thinking: 'enabled', [name]: value } };
	},
});

/** The first attempt is the last. */
const once = (proof: Proof): Proof => ({
	...proof,
	panel: (value) => ({ ...BASE, options: { timeout: value, maxRetries: 0 } }),
});
const overloaded: QueuedReply = {
	kind: 'error',
	status: 529,
	type: 'overloaded_error',
	message: 'Overloaded',
	headers: { 'retry-after-ms': '1' },
};

const called: QueuedReply = {
	kind: 'message',
	message: {
		stop_reason: 'tool_use',
		content: [
			{
				type: 'tool_use',
				id: 'toolu_1',
				name: 'calculator',
				input: { input: '2+3' },
				caller: { type: 'direct' },
			},
		],
	},
};

/** A sum is asked for, with a calculator at the Tools input. */
const calculating = (proof: Proof): Proof => ({
	...proof,
	calculates: true,
	panel: (value) => ({
		connectTools: true,
		...proof.panel(value),
		messages: { values: [text('calculator {"input":"2+3"}')] },
	}),
});

/** A field of one tool; `given` are the others of that tool. */
function tool(group: string, name: string, from: Value, to: Value, given: INodeParameters = {}) {
	const panel = (value: Value) => ({
		...BASE,
		model: model('id', SONNET_5_5),
		tools: { [group]: [{ ...given, [name]: value }] },
	});
	return { path: `tools.${group}.${name}`, from, to, panel };
}

const PLACE = { city: 'Bonn', country: 'DE', region: 'NRW', timezone: 'Europe/Berlin' };
const SERVER = { serverUrl: 'https://mcp.example.com/mcp' };
const TICKET = { name: 'create_ticket' };
const BY_SCHEMA = { ...TICKET, schemaType: 'manual', inputSchema: schemaWith('a') };

const TOOL_PROOFS: Proof[] = [
	...['webSearch', 'webFetch'].flatMap((group) => [
		tool(group, 'maxUses', 0, 3),
		tool(group, 'allowedDomains', '', 'example.com, example.org'),
		tool(group, 'blockedDomains', '', 'example.com'),
		tool(group, 'dynamicFiltering', false, true),
	]),
	...Object.entries(PLACE).map(([name, value]) => ({
		...tool('webSearch', 'userLocation', {}, { [name]: value }),
		path: `tools.webSearch.userLocation.${name}`,
	})),
	tool('webFetch', 'citations', false, true),
	tool('webFetch', 'maxContentTokens', 0, 1000),
	{
		...tool('codeExecution', 'notice', false, true),
		panel: (added) => ({ ...BASE, tools: added ? { codeExecution: [{}] } : {} }),
	},
	tool('mcp', 'serverUrl', 'https://mcp.example.org/mcp', SERVER.serverUrl, { name: 'tickets' }),
	tool('mcp', 'name', '', 'tickets', SERVER),
	tool('mcp', 'allowedTools', '', 'read_ticket', SERVER),
	tool('custom', 'name', 'a', 'b'),
	tool('custom', 'description', '', 'Creates a ticket', TICKET),
	choice(tool('custom', 'schemaType', 'manual', 'fromJson', TICKET)),
	choice(tool('custom', 'schemaType', 'fromJson', 'manual', TICKET)),
	tool('custom', 'jsonSchemaExample', '{"a":1}', '{"b":1}', TICKET),
	tool('custom', 'inputSchema', schemaWith('b'), schemaWith('a'), BY_SCHEMA),
	tool('custom', 'strict', false, true, TICKET),
];

/** Batches with so many requests each, made by another program; the fields name the last. */
const batches =
	(...sizes: number[]) =>
	async (): Promise<INodeParameters> => {
		let batchId = '';
		for (const size of sizes) {
			batchId = await madeBatch(testbed.standIn, Array<string>(size).fill('Hello'));
		}
		return { batchId };
	};

/** An operation of the resource Batch, beside another one. */
const batched = (from: string, to: string): Proof =>
	choice({ ...field('operation', from, to, { resource: 'batch' }), made: batches(2) });

const listed = { resource: 'batch', operation: 'getAll', limit: 1 };

/** An option of Batch → Create. */
const creating = (name: string, given: INodeParameters = {}): Proof => ({
	...option(name, false, true),
	panel: (value) => ({
		...BASE,
		resource: 'batch',
		operation: 'create',
		options: { ...given, [name]: value },
	}),
});

const BATCH_PROOFS: Proof[] = [
	choice(field('resource', 'message', 'batch', { operation: 'create' })),
	batched('get', 'cancel'),
	batched('get', 'create'),
	batched('get', 'delete'),
	batched('cancel', 'get'),
	batched('get', 'getAll'),
	batched('get', 'getResults'),
	{
		...field('batchId', 1, 2, { resource: 'batch', operation: 'get' }),
		made: async (value) => await batches(Number(value))(),
	},
	{ ...field('limit', 1, 2, listed), made: batches(1, 1) },
	{ ...field('returnAll', false, true, listed), made: batches(1, 1) },
	creating('returnRows'),
	creating('waitForCompletion'),
	{ ...creating('cancelOnStop', { waitForCompletion: true }), stops: true },
];

const FILES = { resource: 'file', operation: 'get', fileId: 'file_a' };
const UPLOAD = { resource: 'file', operation: 'upload' };

/** An operation on one of two files that are there. */
const filed = (name: string, from: Value, to: Value, given: INodeParameters = {}): Proof => ({
	...field(name, from, to, { ...FILES, ...given }),
	made: async () => {
		for (const id of ['file_a', 'file_b']) {
			const filename = `${id}.txt`;
			testbed.standIn.addFile({ id, filename, mimeType: 'text/plain', bytes: Buffer.from(id) });
		}
		return {};
	},
});

/** An option of File → Upload, unset at first. */
const uploading = (name: string, to: Value): Proof => ({
	path: `options.${name}`,
	from: '',
	to,
	file: 'notes.txt',
	panel: (value) => ({ ...UPLOAD, options: value === '' ? {} : { [name]: value } }),
});

const FILE_PROOFS: Proof[] = [
	choice({ ...field('resource', 'message', 'file', { operation: 'upload' }), file: 'notes.txt' }),
	choice(field('resource', 'message', 'model', { operation: 'getAll' })),
	choice(filed('operation', 'get', 'download')),
	choice({ ...field('operation', 'getAll', 'upload', UPLOAD), file: 'notes.txt' }),
	filed('fileId', 'file_a', 'file_b'),
	filed('outputField', 'data', 'other', { operation: 'download' }),
	{ ...field('binaryField', 'other', 'data', UPLOAD), file: 'notes.txt' },
	uploading('expiresIn', 3600),
	uploading('fileName', 'other.txt'),
];

const PROOFS: Proof[] = [
	...BATCH_PROOFS,
	...FILE_PROOFS,
	choice(field('resource', 'other', 'message')),
	choice(field('operation', '__CUSTOM_API_CALL__', 'send')),
	choice(field('operation', 'send', 'countTokens')),
	...['list', 'id'].map((mode) =>
		choice(field('model', model(mode, 'claude-opus-4-5'), model(mode, 'claude-haiku-4-5')), mode),
	),
	choice(field('messagesInput', 'json', 'fields', list)),
	choice(field('messagesInput', 'fields', 'json', list)),
	choice(part('role', 'assistant', 'user', {})),
	choice(part('role', 'user', 'assistant', {})),
	choice(part('type', 'image', 'text', image, 'photo.jpg')),
	choice(part('type', 'text', 'image', image, 'photo.jpg')),
	choice(part('type', 'text', 'document', image, 'invoice.pdf')),
	part('text', 'Hello', 'Good bye', {}),
	choice(part('source', 'url', 'binary', image, 'photo.jpg')),
	choice(part('source', 'binary', 'url', image, 'photo.jpg')),
	choice(part('source', 'binary', 'file', image, 'photo.jpg')),
	part('binaryField', 'other', 'data', image, 'photo.jpg'),
	part('url', 'https://example.com/b.png', 'https://example.com/a.png', {
		...image,
		source: 'url',
	}),
	part('fileId', 'file_011CPMxVD3fHLUhvTqtsQA5w', image.fileId, { ...image, source: 'file' }),
	partOption('title', 'Invoice', pdf, 'invoice.pdf'),
	partOption('context', 'From May', pdf, 'invoice.pdf'),
	partOption('citations', true, pdf, 'invoice.pdf'),
	partOption('cache', true, {}),
	field('messagesJson', '[{"role":"user","content":"B"}]', list.messagesJson, {
		messagesInput: 'json',
	}),
	field('system', '', 'Be brief.'),
	field('maxTokens', 8192, 100),
	field('prefill', '', 'The answer is ('),
	choice(field('outputFormat', 'json', 'text')),
	choice(field('outputFormat', 'text', 'json')),
	choice(field('schemaType', 'manual', 'fromJson', { outputFormat: 'json' })),
	choice(field('schemaType', 'fromJson', 'manual', { outputFormat: 'json' })),
	field('jsonSchemaExample', '{"a":1}', '{"b":1}', { outputFormat: 'json' }),
	field('inputSchema', schemaWith('a'), schemaWith('b'), {
		outputFormat: 'json',
		schemaType: 'manual',
	}),
	...TOOL_PROOFS,
	calculating(field('connectTools', false, true)),
	field('simplify', true, false),
	option('apiVersion', '2023-06-01', '2026-10-21'),
	option('betas', [], ['interleaved-thinking-2025-05-14']),
	option('concurrency', 1, 3, { items: 3 }),
	option('container', '', 'container_1'),
	...['low', 'medium', 'xhigh', 'max'].map((level) => on(SONNET_5_5, 'effort', 'high', level)),
	on(SONNET_5_5, 'effort', 'low', 'high'),
	on(SONNET_5_5, 'inferenceGeo', 'us', 'global'),
	on(SONNET_5_5, 'inferenceGeo', 'global', 'us'),
	choice(option('serviceTier', 'standard_only', 'auto')),
	choice(option('serviceTier', 'auto', 'standard_only')),
	on('claude-opus-5-5', 'speed', 'fast', 'standard'),
	on('claude-opus-5-5', 'speed', 'standard', 'fast'),
	on(SONNET_5_5, 'thinking', 'default', 'adaptive'),
	on(SONNET_5_5, 'thinking', 'adaptive', 'betweenTools'),
	on(SONNET_5_5, 'thinking', 'adaptive', 'default'),
	choice(option('thinking', 'enabled', 'disabled')),
	choice(option('thinking', 'disabled', 'enabled')),
	thinks(option('thinkingBudget', 1024, 2048)),
	thinks(choice(option('thinkingDisplay', 'summarized', 'omitted'))),
	thinks(choice(option('thinkingDisplay', 'omitted', 'summarized'))),
	option('extraBody', '{}', '{ "service_tier": "standard_only" }'),
	option('failOnRefusal', false, true, { replies: [stopped('refusal')], fails: 'refusal' }),
	option('failOnTruncation', false, true, {
		replies: [stopped('max_tokens')],
		fails: 'max_tokens',
	}),
	option('includeConversation', false, true),
	option('includeInput', false, true, { file: 'notes.txt' }),
	calculating(option('includeSteps', false, true)),
	withPrefill(option('includePrefill', true, false), { prefill: 'The answer is (' }),
	option('longestWait', 300, 0, { replies: [overloaded], fails: 'overloaded_error' }),
	option('maxRetries', 1, 0, { replies: [overloaded], fails: 'overloaded_error' }),
	calculating(option('maxToolTurns', 2, 1, { replies: [called, called], fails: 'max_tool_turns' })),
	withPrefill(choice(option('prefillFallback', 'fail', 'instruct')), refused),
	withPrefill(
		choice(option('prefillFallback', 'instruct', 'fail', { fails: 'invalid_input' })),
		refused,
	),
	choice(option('promptCaching', '5m', 'off')),
	choice(option('promptCaching', 'off', '5m')),
	choice(option('promptCaching', '5m', '1h')),
	option('stopSequences', [], ['END']),
	calculating({ ...option('streamActivity', false, true), heard: true }),
	choice(option('streaming', 'never', 'always')),
	choice(option('streaming', 'never', 'auto')),
	choice(option('streaming', 'always', 'never')),
	option('temperature', 1, 0.2),
	once(
		option('timeout', 30, 0.2, {
			replies: [{ kind: 'delay', ms: 700, then: { kind: 'text', text: 'Late' } }],
			fails: 'connection_timeout',
		}),
	),
	withPrefill(option('toolChoice', '', 'any'), { tools: { custom: [TICKET] } }),
	option('topK', 40, 5),
	option('topP', 1, 0.9),
	option('userId', '', 'user-7'),
];

type Entry = NonNullable<INodeProperties['options']>[number];

const isProperty = (entry: Entry): entry is INodeProperties => 'type' in entry;
const isGroup = (entry: Entry): entry is INodePropertyCollection => 'values' in entry;
const isValue = (entry: Entry): entry is INodePropertyOptions => 'value' in entry;

/** Every place of the panel where a user can choose or type something. */
function pathsOf({ name, type, options = [], modes = [] }: INodeProperties, above = ''): string[] {
	const path = `${above}${name}`;
	switch (type) {
		case 'collection':
			return options.filter(isProperty).flatMap((inner) => pathsOf(inner, `${path}.`));
		case 'fixedCollection':
			return options
				.filter(isGroup)
				.flatMap((group) =>
					group.values.flatMap((inner) => pathsOf(inner, `${path}.${group.name}.`)),
				);
		case 'options':
		case 'multiOptions':
			return options.filter(isValue).map(({ value }) => `${path}=${String(value)}`);
		case 'resourceLocator':
			return modes.map((mode) => `${path}=${mode.name}`);
		default:
			return [path];
	}
}

/** Every property of the panel, those inside collections included. */
function allOf(properties: readonly INodeProperties[]): INodeProperties[] {
	return properties.flatMap((property) => [
		property,
		...(property.options ?? []).flatMap((entry) => {
			if (isGroup(entry)) return allOf(entry.values);
			return isProperty(entry) ? allOf([entry]) : [];
		}),
	]);
}

/** A notice is a sentence itself. */
const isNoNotice = ({ type }: INodeProperties) => type !== 'notice';

const panel = () => testbed.engine.node.description.properties;
const WIRE = ['anthropic-version', 'anthropic-beta', 'content-type', 'x-api-key'];

/** What a panel leads to: the requests, and the items without what is new for every call. */
async function outcomeOf(proof: Proof, value: Value) {
	testbed.standIn.reset();
	testbed.standIn.queue(...(proof.replies ?? []));
	const binary: IBinaryKeyData = {};
	if (proof.file !== undefined) {
		binary.data = bytesFile(fixture(proof.file).bytes, 'file', 'application/octet-stream');
	}
	const { items = 1, calculates = false } = proof;
	const heard: unknown[] = [];
	testbed.standIn.latencyMs = items > 1 ? 20 : 0;
	const made = await proof.made?.(value);
	if (proof.stops === true) return { requests: await askedWithStop(proof.panel(value)), items: [] };
	const { answers, requests } = await testbed.ask(
		{ ...proof.panel(value), ...made },
		{
			input: Array.from({ length: items }, () => ({ json: { name: 'Ada' }, binary })),
			onError: 'continueRegularOutput',
			tools: calculates ? [CALCULATOR] : [],
			hear:
				proof.heard === true ? ({ type, content }) => void heard.push([type, content]) : undefined,
		},
	);
	return {
		heard,
		atOnce: items > 1 ? testbed.standIn.maxOpen : 1,
		requests: requests.map(({ method, path, headers, body }) => ({
			method,
			path: path.replace(/_\w+/, '_id'),
			body,
			headers: WIRE.map((name) => headers[name]),
		})),
		items: answers.map(withoutIds),
	};
}

/** What was asked for before and after Stop, while a batch was waited for. */
async function askedWithStop(parameters: INodeParameters): Promise<string[]> {
	const { standIn, engine } = testbed;
	standIn.batchMs = undefined;
	const execution = engine.begin(workflowOf(parameters), {
		credentials: { [CREDENTIAL]: { apiKey: API_KEY, baseUrl: standIn.url } },
		input: [{ json: {} }],
	});
	const asked = () => new Set(standIn.requests.map(({ method, path }) => method + path));
	while (asked().size < 2) await sleep(2);
	execution.cancel();
	await execution.catch(() => undefined);
	for (let waited = 0; asked().size < 3 && waited < 100; waited += 10) await sleep(10);
	return [...asked()].map((each) => each.replace(/_\w+/, '_id'));
}

function withoutIds({ json, ...item }: INodeExecutionData): INodeExecutionData {
	const changing = ['id', 'request_id', 'batch_id', 'created_at', 'ended_at'];
	const plain = JSON.stringify(json, (key, value: unknown) =>
		changing.includes(key) ? undefined : key === 'expires_at' ? typeof value : value,
	);
	return { ...item, json: JSON.parse(plain) };
}

test('every field, and every value to choose, has its proof', () => {
	// A field may stand twice, for cases that exclude each other.
	const paths = new Set(panel().flatMap((property) => pathsOf(property)));
	expect(PROOFS.map(({ path }) => path).sort()).toEqual([...paths].sort());
});

test.each(PROOFS)('$path changes the request or the item', async (proof) => {
	const before = await outcomeOf(proof, proof.from);
	const after = await outcomeOf(proof, proof.to);
	expect(after).not.toEqual(before);
	const [error] = after.items.map((item) => item.json.error);
	expect(error).toEqual(
		proof.fails === undefined ? undefined : expect.objectContaining({ type: proof.fails }),
	);
});

test('the same panel twice gives the same request and the same item', async () => {
	const [proof] = PROOFS;
	if (proof === undefined) throw new Error('There are no proofs');
	expect(await outcomeOf(proof, proof.to)).toEqual(await outcomeOf(proof, proof.to));
});

/** Short words stay small, except at an end. */
const SMALL = /^(a|an|and|by|for|from|in|of|on|or|the|to|with)$/;

function isTitle(label: string): boolean {
	const words = label.split(' ');
	return words.every((word, index) => {
		const inside = index > 0 && index < words.length - 1;
		return /^\(?[A-Z]/.test(word) || (inside && SMALL.test(word));
	});
}

test('every label and every choice is written in Title Case', () => {
	const labels = allOf(panel())
		.filter(isNoNotice)
		.flatMap(({ displayName, options = [], modes = [] }) => [
			displayName,
			...options.filter(isValue).map(({ name }) => name),
			...options.filter(isGroup).map((group) => group.displayName),
			...modes.map((mode) => mode.displayName),
		]);
	expect(labels.length).toBeGreaterThan(40);
	expect(labels.filter((label) => !isTitle(label))).toEqual([]);
});

test('options and choices stand in the order of their labels', () => {
	// The operations stand in the order in which a newcomer needs them.
	for (const { name, options = [] } of allOf(panel()).filter((each) => each.name !== 'operation')) {
		const labels = options.flatMap((entry) => {
			if (isGroup(entry)) return [];
			return isProperty(entry) ? [entry.displayName] : [entry.name];
		});
		const sorted = [...labels].sort((a, b) => a.localeCompare(b));
		expect([name, labels]).toEqual([name, sorted]);
	}
});

test('every description is one short sentence without a full stop', () => {
	const descriptions = allOf([...panel(), ...testbed.engine.credential.properties]).flatMap(
		({ description, options = [] }) => [
			description,
			...options.filter(isValue).map((value) => value.description),
		],
	);
	const written = descriptions.filter((text) => text !== undefined);
	expect(written.length).toBeGreaterThan(30);
	expect(written.filter((text) => text.length > 200)).toEqual([]);
	expect(written.filter((text) => /[.!?:;,](\s*$)|[.!?]\s/.test(text))).toEqual([]);
	expect(written.filter((text) => !/^[A-Z]/.test(text))).toEqual([]);
});

test('every switch says what it is for', () => {
	const switches = allOf(panel()).filter(({ type }) => type === 'boolean');
	expect(switches.length).toBeGreaterThan(5);
	for (const { name, description } of switches) {
		expect([name, description]).toEqual([name, expect.stringMatching(/^Whether /)]);
	}
});

test('every field but the choice of what to do explains itself', () => {
	const fields = allOf(panel()).filter(isNoNotice);
	const silent = fields.filter(({ description }) => description === undefined);
	const names = new Set(silent.map(({ name }) => name));
	expect([...names]).toEqual(['resource', 'operation', 'options']);
});
