import type Anthropic from '@anthropic-ai/sdk';
import { sdk, useStandIn } from './testkit';

const standIn = useStandIn();

const HELLO = { role: 'user', content: 'Hello' } as const;
const FIRST: Anthropic.MessageCreateParamsNonStreaming = {
	model: 'claude-opus-5-5',
	max_tokens: 1000,
	system: 'Be brief.',
	tools: [{ name: 'clock', input_schema: { type: 'object' } }],
	messages: [HELLO],
	diagnostics: { previous_message_id: null },
};
const NEXT = [HELLO, { role: 'assistant', content: 'Hi' }, HELLO] as const;

async function create(changes: Partial<Anthropic.MessageCreateParamsNonStreaming> = {}) {
	return await sdk(standIn()).messages.create({ ...FIRST, ...changes });
}

/** What is said to a second request. */
async function diagnose(changes: Partial<Anthropic.MessageCreateParamsNonStreaming>) {
	const { id, usage } = await create();
	const diagnostics = { previous_message_id: id };
	const { diagnostics: found } = await create({ messages: [...NEXT], ...changes, diagnostics });
	return { found, tokens: usage.input_tokens };
}

describe('diagnostics', () => {
	it('are null on the first turn, and while the prompt only grows', async () => {
		expect((await create()).diagnostics).toBeNull();
		const marked: Anthropic.TextBlockParam = {
			type: 'text',
			text: 'Be brief.',
			cache_control: { type: 'ephemeral' },
		};
		expect((await diagnose({ system: [marked] })).found).toBeNull();
	});

	it.each([
		['model_changed', { model: 'claude-opus-5' }],
		['model_changed', { speed: 'fast', system: 'Be long.' }],
		['system_changed', { system: 'Be long.', tools: [] }],
		['tools_changed', { tools: [], messages: [{ role: 'user', content: 'Bye' }] }],
		['messages_changed', { messages: [{ role: 'user', content: 'Bye' }] }],
	] as const)('tell the first change: %s', async (type, changes) => {
		const { tools, messages, ...others } = { tools: undefined, messages: undefined, ...changes };
		const { found, tokens } = await diagnose({
			...others,
			...(tools && { tools: [...tools] }),
			...(messages && { messages: [...messages] }),
		});
		expect(found).toEqual({ cache_miss_reason: { type, cache_missed_input_tokens: tokens } });
	});

	it('are not available for another effort', async () => {
		const { found } = await diagnose({ output_config: { effort: 'low' } });
		expect(found).toEqual({ cache_miss_reason: { type: 'unavailable' } });
	});

	it('do not find a message whose request did not opt in, nor any after a reset', async () => {
		const missing = { cache_miss_reason: { type: 'previous_message_not_found' } };
		const ofId = async (id: string) =>
			(await create({ diagnostics: { previous_message_id: id } })).diagnostics;
		expect(await ofId((await create({ diagnostics: null })).id)).toEqual(missing);
		const { id } = await create();
		expect(await ofId(id)).toBeNull();
		standIn().reset();
		expect(await ofId(id)).toEqual(missing);
	});

	it('come with a stream, also for the id of a queued message', async () => {
		standIn().queue({ kind: 'message', message: { id: 'msg_own' } });
		await create();
		const streamed = await sdk(standIn())
			.messages.stream({ ...FIRST, system: '', diagnostics: { previous_message_id: 'msg_own' } })
			.finalMessage();
		expect(streamed.diagnostics).toMatchObject({ cache_miss_reason: { type: 'system_changed' } });
	});
});
