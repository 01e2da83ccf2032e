import { block, byField, fields, file, model, pdf, picture, type Row, setting, text } from './row';

const OPUS = 'claude-opus-5';
const OPUS_5_5 = 'claude-opus-5-5';
const OPUS_4_8 = 'claude-opus-4-8';
const SONNET_5_5 = 'claude-sonnet-5-5';

const CACHE = { type: 'ephemeral' as const };

export const SETTINGS: Row[] = [
	...(['auto', 'standard_only'] as const).map((tier) =>
		setting(
			`Service Tier: ${tier}`,
			SONNET_5_5,
			{ options: { serviceTier: tier } },
			{
				service_tier: tier,
			},
		),
	),
	...(['us', 'global'] as const).map((geo) =>
		setting(
			`Inference Geography: ${geo}`,
			SONNET_5_5,
			{ options: { inferenceGeo: geo } },
			{
				inference_geo: geo,
			},
		),
	),
	setting('Speed: Standard', SONNET_5_5, { options: { speed: 'standard' } }, { speed: 'standard' }),
	setting('Speed: Fast', OPUS_5_5, { options: { speed: 'fast' } }, { speed: 'fast' }),
	setting(
		'Speed: Fast on a model that wants a beta for it',
		OPUS_4_8,
		{ options: { speed: 'fast' } },
		{ speed: 'fast' },
		{ betas: ['fast-mode-2026-02-01'] },
	),
	setting(
		'Speed: Fast with the beta named already',
		OPUS,
		{ options: { speed: 'fast', betas: 'fast-mode-2026-02-01' } },
		{ speed: 'fast' },
		{ betas: ['fast-mode-2026-02-01'] },
	),
	setting(
		'Container ID',
		SONNET_5_5,
		{ options: { container: ' container_1 ' } },
		{ container: 'container_1' },
	),
	setting('Container ID when it is blank', SONNET_5_5, { options: { container: '' } }, {}),
	setting(
		'diagnostics in Extra Body',
		SONNET_5_5,
		{ options: { extraBody: '{"diagnostics":{"previous_message_id":null}}' } },
		{ diagnostics: { previous_message_id: null } },
	),
	setting(
		'a container with a skill in Extra Body',
		SONNET_5_5,
		{
			options: {
				extraBody: '{"container":{"skills":[{"type":"anthropic","skill_id":"xlsx"}]}}',
			},
		},
		{ container: { skills: [{ type: 'anthropic', skill_id: 'xlsx' }] } },
	),
	setting(
		'diagnostics beside an earlier answer in Extra Body',
		SONNET_5_5,
		{ options: { extraBody: '{"diagnostics":{"previous_message_id":"msg_1"}}' } },
		{ diagnostics: { previous_message_id: 'msg_1' } },
	),
	setting(
		'a container by its ID with a skill in Extra Body',
		SONNET_5_5,
		{
			options: {
				extraBody:
					'{"container":{"id":"container_1","skills":[{"type":"anthropic","skill_id":"xlsx"}]}}',
			},
		},
		{ container: { id: 'container_1', skills: [{ type: 'anthropic', skill_id: 'xlsx' }] } },
	),
	setting(
		'a search result in Messages (JSON)',
		SONNET_5_5,
		{
			messagesInput: 'json',
			messagesJson: JSON.stringify([
				{
					role: 'user',
					content: [
						{
							type: 'search_result',
							source: 'https://example.com/ants',
							title: 'Ants',
							content: [block('Ants are Formicidae.')],
							citations: { enabled: true },
						},
						block('What are ants?'),
					],
				},
			]),
		},
		{
			messages: [
				{
					role: 'user',
					content: [
						{
							type: 'search_result',
							source: 'https://example.com/ants',
							title: 'Ants',
							content: [block('Ants are Formicidae.')],
							citations: { enabled: true },
						},
						block('What are ants?'),
					],
				},
			],
		},
	),
	{
		name: 'a picture that is cached',
		node: fields(byField('image', 'data', { options: { cache: true } }), text('What is it?')),
		files: { data: file('photo.jpg') },
		sdk: {
			messages: [
				{
					role: 'user',
					content: [{ ...picture('photo.jpg'), cache_control: CACHE }, block('What is it?')],
				},
			],
		},
	},
	{
		name: 'everything at once, with a document that is cited and cached',
		node: {
			...fields(
				byField('document', 'data', {
					options: { title: 'Invoice', citations: true, cache: true },
				}),
				text('What does it cost?'),
			),
			...model(OPUS_5_5),
			system: 'Be exact.',
			maxTokens: 2000,
			options: {
				promptCaching: '1h',
				thinking: 'adaptive',
				thinkingDisplay: 'omitted',
				effort: 'xhigh',
				serviceTier: 'auto',
				inferenceGeo: 'us',
				speed: 'fast',
			},
		},
		files: { data: file('invoice.pdf') },
		sdk: {
			model: OPUS_5_5,
			max_tokens: 2000,
			system: [{ ...block('Be exact.'), cache_control: { ...CACHE, ttl: '1h' } }],
			messages: [
				{
					role: 'user',
					content: [
						{
							...pdf(),
							title: 'Invoice',
							citations: { enabled: true },
							cache_control: { ...CACHE, ttl: '1h' },
						},
						block('What does it cost?'),
					],
				},
			],
			thinking: { type: 'adaptive', display: 'omitted' },
			output_config: { effort: 'xhigh' },
			service_tier: 'auto',
			inference_geo: 'us',
			speed: 'fast',
		},
	},
];
