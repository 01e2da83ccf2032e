import fc from 'fast-check';
import { createWholeMessage } from '../../../../nodes/shared/api/endpoints/continueAnswer';
import { startRun } from '../../../../nodes/shared/api/pacing/startRun';
import { isRecord } from '../../../../nodes/shared/json';
import { answerItem } from '../../../../nodes/ClaudeMessages/output/answerItem';
import { stopFailure } from '../../../../nodes/ClaudeMessages/output/stopReason';
import {
	answerOf,
	cited,
	prefilledWith,
	text,
	thinking,
	toolUse,
	untold,
} from '../../output/messages';
import { connectionTo, requestWith } from './talking';
import { event, words } from './transcripts';

type Json = Record<string, unknown>;

/** What a gateway may put in the place of anything. */
const odd = fc.oneof(
	fc.constant(null),
	fc.constant(undefined),
	fc.constantFrom('12', '', 'text', 0, -1, 1.5, true, false),
	fc.constantFrom<unknown>([], {}, [null], [[]], { a: 1 }, ['a']),
);

/** Side details of a message, as paths. */
const DETAILS = [
	'id,type,role,model,stop_sequence,stop_details,container,diagnostics,usage'.split(','),
	[
		'usage.input_tokens',
		'usage.output_tokens',
		'usage.cache_creation_input_tokens',
		'usage.cache_read_input_tokens',
		'usage.server_tool_use',
		'content.0.citations',
		'content.1.thinking',
		'content.1.signature',
		'content.2.id',
		'content.2.name',
		'content.2.input',
		'content.3.citations',
		'content.3.citations.0',
	],
].flat();

const damages = fc.array(fc.tuple(fc.constantFrom(...DETAILS), odd), { maxLength: 6 });

/** A type that names something else, such as `completion`, is no side detail. */
const harmless = ([path, value]: readonly [string, unknown]) =>
	path !== 'type' || typeof value !== 'string';

function damaged(whole: unknown, changes: ReadonlyArray<readonly [string, unknown]>): Json {
	const copy: Json = JSON.parse(JSON.stringify(whole));
	for (const [path, value] of changes.filter(harmless)) {
		const keys = path.split('.');
		const last = keys.pop() ?? '';
		const owner = keys.reduce<unknown>(
			(inside, key) => (isRecord(inside) || Array.isArray(inside) ? Reflect.get(inside, key) : {}),
			copy,
		);
		if (isRecord(owner) || Array.isArray(owner)) Reflect.set(owner, last, structuredClone(value));
	}
	return copy;
}

function without(record: Json, field: string): Json {
	return Object.fromEntries(Object.entries(record).filter(([name]) => name !== field));
}

async function itemOf(body: string, type: string, stream: boolean) {
	const run = startRun({ concurrency: 1 });
	const { notes } = run;
	const answer = await createWholeMessage(
		connectionTo(() => ({ headers: { 'content-type': type }, body })),
		requestWith({}, { stream }),
		() => {
			throw new Error('Not paused');
		},
		run,
	);
	notes.cached(answer.message);
	notes.hints();
	const rules = { failOnRefusal: true, failOnTruncation: true };
	expect(stopFailure(answer, rules, false)).toBeUndefined();
	expect(Number.isFinite(notes.tokens.input + notes.tokens.output)).toBe(true);
	const shape = {
		prefilled: prefilledWith(''),
		item: { json: {} },
		itemIndex: 0,
		options: {
			includeConversation: true,
			includeInput: true,
			includePrefill: true,
			includeSteps: true,
		},
		...untold,
	};
	const told = { ...answer, rounds: [], last: answer.message.content, steps: [] };
	answerItem(told, { ...shape, simplify: false });
	return answerItem(told, { ...shape, simplify: true }).json;
}

const WHOLE = answerOf([text('It is '), thinking('Hm.'), toolUse, cited]).message;

test('an answer is never lost for want of a side detail', async () => {
	await fc.assert(
		fc.asyncProperty(damages, async (changes) => {
			const message = damaged(WHOLE, changes);
			const json = await itemOf(JSON.stringify(message), 'application/json', false);
			expect(json.text).toBe('It is It costs 5 €.');
			for (const field of ['id', 'model', 'usage', 'stop_reason']) {
				expect(json[field]).toEqual(JSON.parse(JSON.stringify(message))[field]);
			}
		}),
		{ numRuns: 300 },
	);
});

test.each(['id', 'model', 'usage', 'stop_reason', 'type', 'role'])(
	'an answer without %s is an answer, and nothing is invented',
	async (field) => {
		const whole: Json = { ...answerOf([text('Hello')]).message };
		const message = without(whole, field);
		const expected = without(
			{
				text: 'Hello',
				steps: [],
				stop_reason: 'end_turn',
				model: whole.model,
				id: 'msg_1',
				request_id: null,
				usage: whole.usage,
				messages: expect.anything(),
			},
			field,
		);
		expect(await itemOf(JSON.stringify(message), 'application/json', false)).toStrictEqual(
			expected,
		);
	},
);

/** Side details of the events of a stream. */
const EVENT_DETAILS = [
	'0.message.id,0.message.type,0.message.role,0.message.model,0.message.usage,0.message.stop_reason',
	'0.message.content,1.index,2.index,3.index,4.index,1.content_block.text,1.content_block.citations',
	'1.content_block.type,2.delta.type,5.delta,5.usage,5.delta.stop_sequence,5.usage.output_tokens',
]
	.join(',')
	.split(',');

const EVENTS = [
	{ type: 'message_start', message: { ...WHOLE, content: [], stop_reason: null } },
	{
		type: 'content_block_start',
		index: 0,
		content_block: { type: 'text', text: '', citations: null },
	},
	{ type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: 'Hello ' } },
	{ type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: 'you' } },
	{ type: 'content_block_stop', index: 0 },
	{ type: 'message_delta', delta: { stop_reason: 'end_turn' }, usage: { output_tokens: 3 } },
	{ type: 'message_stop' },
];

test('a streamed answer is never lost for want of a side detail', async () => {
	const gone = fc.constantFrom(undefined, null);
	const parts = fc.uniqueArray(fc.constantFrom(...EVENT_DETAILS), { maxLength: 6 });
	await fc.assert(
		fc.asyncProperty(parts, gone, fc.boolean(), async (paths, value, named) => {
			// A type that is null is another type; only a missing one says nothing.
			const changes = paths.map((path): [string, unknown] => [
				path,
				/\.(type|index)$/.test(path) ? undefined : value,
			]);
			const events: Array<Json & { type: string }> = Object.values(
				JSON.parse(JSON.stringify(damaged(EVENTS, changes))),
			);
			const body = events.map(event).join('');
			const stream = named ? body : body.replaceAll(/^event: .*\n/gm, '');
			const json = await itemOf(stream, 'text/event-stream', true);
			expect(json.text).toBe('Hello you');
		}),
		{ numRuns: 300 },
	);
});

test('usage that comes at the end only is the usage of the item', async () => {
	const prefilled = without({ ...WHOLE }, 'usage');
	const usage = { input_tokens: 5, output_tokens: '3' };
	const stream =
		event({ type: 'message_start', message: { ...prefilled, content: [] } }) +
		words(0, 'Hi') +
		event({ type: 'message_delta', delta: { stop_reason: 'end_turn' } }) +
		event({ type: 'message_delta', usage }) +
		event({ type: 'message_stop' });
	expect(await itemOf(stream, 'text/event-stream', true)).toMatchObject({
		text: 'Hi',
		stop_reason: 'end_turn',
		usage,
	});
});
