import type Anthropic from '@anthropic-ai/sdk';
import type { INodeParameters } from 'n8n-workflow';
import { block, byField, fields, file, model, picture, type Row, setting, text } from './row';

const OPUS_5_5 = 'claude-opus-5-5';
const SONNET_5_5 = 'claude-sonnet-5-5';
const HAIKU_4_5 = 'claude-haiku-4-5';

const person = (more: object = {}) => ({
	type: 'object',
	properties: { name: { type: 'string' }, born: { type: 'number' }, ...more },
	required: ['name', 'born'],
	additionalProperties: false,
});
const format = (schema: Record<string, unknown>): Anthropic.OutputConfig => ({
	format: { type: 'json_schema', schema },
});
const manual = (schema: object, options: INodeParameters = {}): INodeParameters => ({
	outputFormat: 'json',
	schemaType: 'manual',
	inputSchema: JSON.stringify(schema),
	options,
});

const EFFORTS = ['low', 'medium', 'high', 'xhigh', 'max'] as const;

export const OUTPUT: Row[] = [
	...EFFORTS.map((effort) =>
		setting(`Effort: ${effort}`, OPUS_5_5, { options: { effort } }, { output_config: { effort } }),
	),
	setting(
		'Output Format: JSON from an example',
		SONNET_5_5,
		{ outputFormat: 'json', jsonSchemaExample: '{"name":"Ada","born":1815}' },
		{ output_config: format(person()) },
	),
	setting(
		'Output Format: JSON from an example by expression',
		SONNET_5_5,
		{ outputFormat: 'json', jsonSchemaExample: '={{ ({ name: "", born: 1 }) }}' },
		{ output_config: format(person()) },
	),
	setting(
		'Output Format: JSON by a schema with limits, which are told in words',
		SONNET_5_5,
		manual({
			type: 'object',
			required: ['name', 'born'],
			properties: { name: { type: 'string' }, born: { type: 'number', minimum: 0 } },
		}),
		{
			output_config: format(person({ born: { type: 'number', description: '{minimum: 0}' } })),
		},
	),
	setting(
		'Output Format: JSON with an effort, over a model that thinks',
		OPUS_5_5,
		manual(person(), { effort: 'low' }),
		{ output_config: { effort: 'low', ...format(person()) } },
	),
	setting(
		'Output Format: JSON by a recursive schema of an older draft',
		HAIKU_4_5,
		manual({
			$schema: 'http://json-schema.org/draft-07/schema#',
			$ref: '#/definitions/node',
			definitions: {
				node: {
					type: 'object',
					properties: { next: { anyOf: [{ $ref: '#/definitions/node' }, { type: 'null' }] } },
					required: ['next'],
				},
			},
		}),
		{
			output_config: format({
				$ref: '#/$defs/node',
				$defs: {
					node: {
						type: 'object',
						properties: { next: { anyOf: [{ $ref: '#/$defs/node' }, { type: 'null' }] } },
						required: ['next'],
						additionalProperties: false,
					},
				},
			}),
		},
	),
	setting(
		'Output Format: Text with a schema left behind',
		SONNET_5_5,
		{ ...manual(person()), outputFormat: 'text' },
		{},
	),
	{
		name: 'Output Format: JSON about a picture',
		node: {
			...fields(byField('image', 'data'), text('What is it?')),
			...model(SONNET_5_5),
			...manual(person()),
		},
		files: { data: file('photo.jpg') },
		sdk: {
			model: SONNET_5_5,
			messages: [{ role: 'user', content: [picture('photo.jpg'), block('What is it?')] }],
			output_config: format(person()),
		},
	},
];
