/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fixture } from '../fixtures/files';
import type { WorkflowFile } from './host';
import { API_KEY, startTestbed, type Testbed } from './testbed';

let testbed: Testbed;
beforeAll(async () => (testbed = await startTestbed()));
beforeEach(() => testbed.standIn.reset());
afterAll(async () => await testbed.close());

const recipe = (name: string): WorkflowFile =>
	JSON.parse(
		readFileSync(
			join(__dirname, '..', '..', 'examples', 'recipes', `${name}.workflow.json`),
			'utf8',
		),
	);

const ant =
	'https://upload.wikimedia.org/wikipedia/commons/a/a7/Camponotus_flavomarginatus_ant.jpg';

/**
 * The bodies of Anthropic's guide, letter for letter, but for the model, which the guide changes too.
 *
 * @see https://platform.claude.com/docs/en/build-with-claude/working-with-messages
 */
const GUIDE: Array<[name: string, body: Record<string, unknown>]> = [
	[
		'basic-request',
		{
			model: 'claude-sonnet-5-5',
			max_tokens: 1024,
			messages: [{ role: 'user', content: 'Hello, Claude' }],
		},
	],
	[
		'multi-turn-conversation',
		{
			model: 'claude-sonnet-5-5',
			max_tokens: 1024,
			messages: [
				{ role: 'user', content: 'Hello, Claude' },
				{ role: 'assistant', content: 'Hello!' },
				{ role: 'user', content: 'Can you describe LLMs to me?' },
			],
		},
	],
	[
		'prefill',
		{
			model: 'claude-haiku-4-5',
			max_tokens: 1,
			messages: [
				{
					role: 'user',
					content: 'What is latin for Ant? (A) Apoidea, (B) Rhopalocera, (C) Formicidae',
				},
				{ role: 'assistant', content: 'The answer is (' },
			],
		},
	],
	[
		'base64-image',
		{
			model: 'claude-sonnet-5-5',
			max_tokens: 1024,
			messages: [
				{
					role: 'user',
					content: [
						{
							type: 'image',
							source: {
								type: 'base64',
								media_type: 'image/jpeg',
								data: fixture('photo.jpg').base64,
							},
						},
						{ type: 'text', text: 'What is in the above image?' },
					],
				},
			],
		},
	],
	[
		'image-by-url',
		{
			model: 'claude-sonnet-5-5',
			max_tokens: 1024,
			messages: [
				{
					role: 'user',
					content: [
						{ type: 'image', source: { type: 'url', url: ant } },
						{ type: 'text', text: 'What is in the above image?' },
					],
				},
			],
		},
	],
];

test.each(GUIDE)(
	'the recipe %s sends the body and the headers of the guide',
	async (name, body) => {
		const run = await testbed.run(recipe(name));
		expect(run.error).toBeUndefined();
		expect(testbed.standIn.requests).toHaveLength(1);
		const [request] = testbed.standIn.requests;
		expect(request?.rawBody).toBe(JSON.stringify(body));
		expect(request?.headers).toMatchObject({
			'x-api-key': API_KEY,
			'anthropic-version': '2023-06-01',
			'content-type': 'application/json',
		});
		expect(request?.headers).not.toHaveProperty('anthropic-beta');
		expect(run.items('Claude Messages')).toHaveLength(1);
	},
);

test('the recipe with a prefill answers with the single letter of the guide', async () => {
	const run = await testbed.run(recipe('prefill'));
	expect(run.items('Claude Messages')[0]?.json).toMatchObject({
		text: 'The answer is (C',
		stop_reason: 'max_tokens',
	});
});

test('an earlier node may give an image to a question of the guide in any of the four types', async () => {
	for (const name of ['photo.jpg', 'chart.png', 'animation.gif', 'picture.webp']) {
		const file = recipe('base64-image');
		const pinData = Object.fromEntries(
			Object.keys(file.pinData ?? {}).map((node) => [
				node,
				[{ json: { picture: fixture(name).base64 } }],
			]),
		);
		const run = await testbed.run({ ...file, pinData });
		expect(run.items('Claude Messages')[0]?.json.text).toContain(fixture(name).sha256);
	}
});

/** A picture in a body, shortened as on the page. */
function shortened(body: unknown): unknown {
	const { base64 } = fixture('photo.jpg');
	return JSON.parse(JSON.stringify(body).replace(base64, `${base64.slice(0, 14)}…`));
}

test('docs/recipes.md shows the bodies that are sent', () => {
	const page = readFileSync(join(__dirname, '../../docs/recipes.md'), 'utf8');
	const shown = [...page.matchAll(/```json\n([^]*?)```/g)].map(([, body = '']): unknown =>
		JSON.parse(body),
	);
	expect(shown).toEqual(GUIDE.map(([, body]) => shortened(body)));
});
