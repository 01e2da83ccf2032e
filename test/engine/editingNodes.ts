import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	NodeConnectionTypes,
} from 'n8n-workflow';
import { describeNode, parameter } from './nodeDescription';

const { Main } = NodeConnectionTypes;

/** "Switch" with its mode "Rules": n8n itself evaluates the conditions of a field of the type filter. */
export function switchNode(): INodeType {
	const rules = {
		...parameter('rules', {}),
		type: 'fixedCollection' as const,
		typeOptions: { multipleValues: true },
		options: [{ displayName: 'Rule', name: 'values', values: [condition(), ...OUTPUT_NAME] }],
	};
	return {
		description: {
			...describeNode('switch', [Main], [rules]),
			version: [3.2],
			outputs: `={{ Array($parameter.rules.values.length + 1).fill("${Main}") }}`,
		},
		async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
			const count = ruleCount(this);
			const outputs = Array.from({ length: count + 1 }, (): INodeExecutionData[] => []);
			for (const [index, item] of this.getInputData().entries()) {
				const rule = firstRule(this, count, index);
				outputs[rule]?.push({ ...item, pairedItem: { item: index } });
			}
			return outputs;
		},
	};
}

const OUTPUT_NAME = [parameter('renameOutput', ''), parameter('outputKey', '')];

function condition() {
	const filter = { version: 2 as const, typeValidation: 'strict' as const };
	return { ...parameter('conditions', {}), type: 'filter' as const, typeOptions: { filter } };
}

function ruleCount(context: IExecuteFunctions): number {
	const rules = context.getNodeParameter('rules.values', 0, []);
	return Array.isArray(rules) ? rules.length : 0;
}

/** The rule that the item fits, or the extra output behind them. */
function firstRule(context: IExecuteFunctions, count: number, itemIndex: number): number {
	for (let rule = 0; rule < count; rule++) {
		const name = `rules.values[${rule}].conditions`;
		const fits = context.getNodeParameter(name, itemIndex, false, { extractValue: true });
		if (fits === true) return rule;
	}
	return count;
}

/** "Edit Fields" with its mode "Manual Mapping". */
export function setNode(): INodeType {
	return {
		description: {
			...describeNode(
				'set',
				[Main],
				[
					{ ...parameter('assignments', {}), type: 'assignmentCollection' },
					{ ...parameter('includeOtherFields', ''), type: 'boolean', default: false },
				],
			),
			version: [3.4],
		},
		async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
			const items = this.getInputData().map(({ json }, item) => {
				const keep = this.getNodeParameter('includeOtherFields', item, false) === true;
				const fields: unknown = this.getNodeParameter('assignments.assignments', item, []);
				const values = Array.isArray(fields)
					? fields.map(({ name, value }) => [String(name), value])
					: [];
				return {
					json: { ...(keep ? json : {}), ...Object.fromEntries(values) },
					pairedItem: { item },
				};
			});
			return [items];
		},
	};
}

/** "Split Out" of one field, without the others. */
export function splitOutNode(): INodeType {
	const options = {
		...parameter('options', {}),
		type: 'collection' as const,
		options: [parameter('destinationFieldName', '')],
	};
	return {
		description: describeNode('splitOut', [Main], [parameter('fieldToSplitOut', ''), options]),
		async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
			const items = this.getInputData().flatMap(({ json }, item) => {
				const field = String(this.getNodeParameter('fieldToSplitOut', item));
				const name = String(this.getNodeParameter('options.destinationFieldName', item, ''));
				const entries = json[field];
				if (!Array.isArray(entries)) return [];
				return entries.map((entry) => ({
					json: { [name || field]: entry },
					pairedItem: { item },
				}));
			});
			return [items];
		},
	};
}
