import type { INodeParameters } from 'n8n-workflow';
import type { WorkflowFile } from '../engine/host';
import { question, workflowOf } from '../engine/testbed';

/** What the panel has to show for some parameters, before the node is run. */
export interface PanelState {
	name: string;
	parameters: INodeParameters;
	/** Labels that a user reads. */
	shows: readonly string[];
	/** Labels that would only be in the way. */
	hides: readonly string[];
	/** What a hint warns of. */
	hint?: string;
}

const picture = (source: INodeParameters): INodeParameters => ({
	messages: { values: [{ role: 'user', type: 'image', ...source }] },
});
const withModel = (value: string): INodeParameters => ({
	...question('Hello'),
	model: { __rl: true, mode: 'id', value },
});

export const PANEL_STATES: readonly PanelState[] = [
	{
		name: 'a first look',
		parameters: {},
		shows: ['Model', 'Messages', 'System Prompt', 'Max Tokens', 'Output Format'],
		hides: ['JSON Example', 'Input Schema', 'Messages (JSON)', 'Thinking'],
	},
	{
		name: 'an answer as JSON by an example',
		parameters: { ...question('Hello'), outputFormat: 'json' },
		shows: ['Schema Type', 'JSON Example'],
		hides: ['Prefill', 'Input Schema'],
	},
	{
		name: 'an answer as JSON by a schema',
		parameters: { ...question('Hello'), outputFormat: 'json', schemaType: 'manual' },
		shows: ['Schema Type', 'Input Schema'],
		hides: ['Prefill', 'JSON Example'],
	},
	{
		name: 'a conversation as JSON',
		parameters: { messagesInput: 'json' },
		shows: ['Messages Input', 'Messages (JSON)', 'Prefill'],
		hides: ['Role'],
	},
	{
		name: 'an image from the item',
		parameters: picture({ source: 'binary', binaryField: 'data', options: { cache: true } }),
		shows: ['Role', 'Type', 'Source', 'Input Data Field Name', 'Cache Up to Here'],
		hides: ['URL', 'File ID', 'Text', 'Citations'],
	},
	{
		name: 'an image by its address',
		parameters: picture({ source: 'url', url: 'https://example.com/a.png' }),
		shows: ['Source', 'URL'],
		hides: ['Input Data Field Name', 'File ID'],
	},
	{
		name: 'a document with citations',
		parameters: {
			messages: {
				values: [
					{
						role: 'user',
						type: 'document',
						source: 'binary',
						binaryField: 'data',
						options: { title: 'Report', context: 'Of this year', citations: true },
					},
				],
			},
		},
		shows: ['Source', 'Input Data Field Name', 'Title', 'Context', 'Citations'],
		hides: ['URL', 'File ID', 'Text'],
	},
	{
		name: 'Count Tokens',
		parameters: { ...question('Hello'), operation: 'countTokens' },
		shows: ['Messages Input', 'System Prompt'],
		hides: ['Max Tokens', 'Simplify'],
	},
	{
		name: 'every kind of option',
		parameters: {
			...question('Hello'),
			options: {
				effort: 'high',
				maxRetries: 2,
				promptCaching: '5m',
				stopSequences: ['END'],
				thinking: 'enabled',
				thinkingBudget: 4096,
				timeout: 600,
			},
		},
		shows: ['Effort', 'Max Retries', 'Prompt Caching', 'Stop Sequences', 'Thinking', 'Timeout'],
		hides: [],
	},
	{
		name: 'a prefill that the model refuses',
		parameters: { ...question('Hello'), prefill: 'Well,' },
		shows: ['Prefill'],
		hides: [],
		hint: 'This model takes no prefill, so every item will fail',
	},
	{
		name: 'too few tokens for a model that thinks',
		parameters: { ...withModel('claude-fable-5'), maxTokens: 100 },
		shows: ['Max Tokens'],
		hides: [],
		hint: 'This model always thinks',
	},
	{
		name: 'a model that is about to be switched off',
		parameters: withModel('claude-sonnet-4-5-20250929'),
		shows: ['Model'],
		hides: [],
		hint: 'This model is switched off on',
	},
];

/** A workflow with a node for each state, called as the state: a page of the editor takes long to load. */
export function workflowOfStates(states: readonly PanelState[]): WorkflowFile {
	const nodes = states.flatMap(({ name, parameters }, index) =>
		workflowOf(parameters)
			.nodes.slice(-1)
			.map((node) => ({
				...node,
				id: `state-${index}`,
				name,
				position: positionOf(index),
			})),
	);
	return { nodes, connections: {} };
}

const COLUMNS = 4;

function positionOf(index: number): [number, number] {
	return [(index % COLUMNS) * 260, Math.floor(index / COLUMNS) * 200];
}
