import { type Failure, invalidInput } from '../../shared/errors/failure';
import { n8nFailure } from '../../shared/errors/toFailure';
import { isRecord } from '../../shared/json';
import type { CustomTool } from '../request/tools';
import { toolSchema } from './schema/toolSchema';

/** A tool node that is connected to this node, as n8n hands it over for one item. */
export interface ConnectedTool extends CustomTool {
	/** Runs the tool; n8n checks the input by the tool's schema. */
	invoke(input: unknown, signal: AbortSignal): Promise<unknown>;
	/** Whether n8n numbers its runs when it is fetched. */
	isNumbered: boolean;
}

/** A tool, or the tools of a toolkit such as an MCP client. */
export function toolsIn(value: unknown): unknown[] {
	if (!isRecord(value)) return [];
	if (Array.isArray(value.tools)) return value.tools;
	if (typeof value.getTools === 'function') {
		const tools: unknown = value.getTools();
		return Array.isArray(tools) ? tools : [];
	}
	return [value];
}

/**
 * A tool of n8n in the form in which the loop uses it.
 *
 * @param numbered names of the nodes whose runs n8n numbers when they are fetched
 * @throws Failure for a tool that waits for a person, or whose schema cannot be read
 */
export function connectedTool(tool: unknown, numbered: readonly string[]): ConnectedTool {
	const { name, description, schema, metadata } = isRecord(tool) ? tool : {};
	const own = typeof name === 'string' && name !== '' ? name : 'tool';
	if (isRecord(metadata) && metadata.gatedToolNodeName !== undefined) throw needsApproval(own);
	return {
		name: own,
		...(typeof description === 'string' && description !== '' ? { description } : {}),
		inputSchema: schemaOf(own, schema),
		invoke: async (input, signal) => await invoked(tool, input, signal),
		// n8n 1.x does not say which node a tool comes from.
		isNumbered: numbered.length > 0 && numbered.includes(nodeOf(metadata) ?? numbered[0] ?? ''),
	};
}

function schemaOf(name: string, schema: unknown) {
	try {
		return toolSchema(schema);
	} catch (error) {
		throw invalidInput(
			`The schema of the connected tool '${name}' cannot be read: ${n8nFailure(error).message}`,
			'Change what the tool takes, or disconnect it.',
		);
	}
}

function nodeOf(metadata: unknown): string | undefined {
	if (!isRecord(metadata)) return undefined;
	const { sourceNodeName: name } = metadata;
	return typeof name === 'string' ? name : undefined;
}

async function invoked(tool: unknown, input: unknown, signal: AbortSignal): Promise<unknown> {
	if (!isRecord(tool) || typeof tool.invoke !== 'function') throw new TypeError('It cannot be run');
	const result: unknown = await tool.invoke(input, { signal });
	return result;
}

function needsApproval(name: string): Failure {
	return invalidInput(
		`The connected tool '${name}' waits for a person's approval, which this node cannot do`,
		"Connect the tool itself, without the node for the approval, or use n8n's AI Agent for it.",
	);
}
