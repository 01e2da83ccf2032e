import { createHash } from 'node:crypto';
import { ask, image, pdf, pdfFile, png, pngHeader, post, sdk, textOf, useStandIn } from './testkit';

const standIn = useStandIn();

function sha256(data: Buffer | string) {
	return createHash('sha256').update(data).digest('hex');
}

describe('the default reply', () => {
	it('is a message of the official SDK, with all usage fields', async () => {
		const message = await sdk(standIn()).messages.create({
			model: 'claude-haiku-4-5',
			max_tokens: 100,
			messages: [{ role: 'user', content: 'Hello' }],
		});
		expect({ ...message }).toEqual({
			id: expect.stringMatching(/^msg_/),
			type: 'message',
			role: 'assistant',
			model: 'claude-haiku-4-5',
			content: [{ type: 'text', text: 'You asked: "Hello"', citations: null }],
			stop_reason: 'end_turn',
			stop_sequence: null,
			stop_details: null,
			container: null,
			diagnostics: null,
			usage: {
				input_tokens: 2,
				cache_creation_input_tokens: 0,
				cache_read_input_tokens: 0,
				cache_creation: { ephemeral_5m_input_tokens: 0, ephemeral_1h_input_tokens: 0 },
				output_tokens: 5,
				output_tokens_details: { thinking_tokens: 0 },
				server_tool_use: null,
				service_tier: 'standard',
				inference_geo: null,
				speed: 'standard',
			},
		});
		expect(message._request_id).toMatch(/^req_/);
	});

	it('proves that every image and document arrived whole, in order', async () => {
		const picture = png(320, 200, [255, 0, 0]);
		const paper = pdfFile(3);
		const message = await sdk(standIn()).messages.create({
			model: 'claude-haiku-4-5',
			max_tokens: 1000,
			system: 'Be brief.',
			messages: [
				{
					role: 'user',
					content: [
						image(picture),
						{ type: 'image', source: { type: 'url', url: 'https://example.com/a.png' } },
						{ type: 'image', source: { type: 'file', file_id: 'file_1' } },
						pdf(paper),
						{
							type: 'document',
							source: { type: 'text', media_type: 'text/plain', data: 'Ünïcode' },
							title: 'Notes',
						},
						{ type: 'text', text: 'What is in it?' },
					],
				},
			],
		});
		expect(textOf(message).split('\n')).toEqual([
			'You asked: "What is in it?"',
			`Image 1: image/png, 320x200 px, sha256 ${sha256(picture)}.`,
			'Image 2: at https://example.com/a.png.',
			'Image 3: file file_1.',
			`Document 1: application/pdf, 3 pages, sha256 ${sha256(paper)}.`,
			`Document 2: text/plain, 7 characters, sha256 ${sha256('Ünïcode')}, title "Notes".`,
			'System prompt: 9 characters.',
		]);
	});

	it('bills an image by its size, up to what the model sees of it', async () => {
		const tokens = async (width: number, height: number, model: string) => {
			const body = ask([image(pngHeader(width, height))], { model });
			const { json } = await post(standIn(), body);
			return json;
		};
		expect(await tokens(280, 280, 'claude-haiku-4-5')).toMatchObject({
			usage: { input_tokens: 100 },
		});
		expect(await tokens(4000, 4000, 'claude-haiku-4-5')).toMatchObject({
			usage: { input_tokens: 1568 },
		});
		expect(await tokens(4000, 4000, 'claude-opus-4-7')).toMatchObject({
			usage: { input_tokens: 4784 },
		});
	});

	it('continues the prefill without repeating it', async () => {
		const message = await sdk(standIn()).messages.create({
			model: 'claude-haiku-4-5',
			max_tokens: 1000,
			messages: [
				{ role: 'user', content: 'Hello' },
				{ role: 'assistant', content: 'Well,' },
			],
		});
		expect(textOf(message)).toBe(' You asked: "Hello"');
	});

	it('is cut after max_tokens tokens of four characters', async () => {
		const { json } = await post(standIn(), ask('Hello', { max_tokens: 2 }));
		expect(json).toMatchObject({
			content: [{ text: 'You aske' }],
			stop_reason: 'max_tokens',
			usage: { output_tokens: 2 },
		});
	});

	it('ends before the stop sequence that comes first', async () => {
		const body = ask('one two three', { stop_sequences: ['three', 'two'] });
		const { json } = await post(standIn(), body);
		expect(json).toMatchObject({
			content: [{ text: 'You asked: "one ' }],
			stop_reason: 'stop_sequence',
			stop_sequence: 'two',
		});
	});

	it('is empty when max_tokens is 0', async () => {
		const { json } = await post(standIn(), ask('Hello', { max_tokens: 0 }));
		expect(json).toMatchObject({ content: [], usage: { output_tokens: 0 } });
	});

	it('puts a thinking block first on models that think by default', async () => {
		const { json } = await post(standIn(), ask('Hello', { model: 'claude-sonnet-5-5' }));
		expect(json).toMatchObject({ content: [{ type: 'thinking', thinking: '' }, { type: 'text' }] });
	});

	it('follows the schema of a structured output', async () => {
		const schema = {
			type: 'object',
			properties: { answer: { $ref: '#/$defs/text' }, mood: { enum: ['good', 'bad'] } },
			required: ['answer', 'mood'],
			additionalProperties: false,
			$defs: { text: { type: 'string' } },
		};
		const message = await sdk(standIn()).messages.create({
			model: 'claude-haiku-4-5',
			max_tokens: 1000,
			messages: [{ role: 'user', content: 'Hello' }],
			output_config: { format: { type: 'json_schema', schema } },
		});
		expect(JSON.parse(textOf(message))).toEqual({ answer: 'You asked: "Hello"', mood: 'good' });
	});
});
