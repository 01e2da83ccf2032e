import type { ContentBlock } from '@anthropic-ai/sdk/resources/messages';
import type { GenericValue, IBinaryKeyData, IDataObject, INodeExecutionData } from 'n8n-workflow';
import { defined, isRecord } from '../../shared/json';
import type { SettledPrefill } from '../request/prefill';
import type { ToolNames } from '../request/toolNames';
import type { LoopAnswer } from '../tools/toolLoop';
import { hiddenIn } from './hiddenIn';
import { serverSteps, toolErrors } from './serverTools';
import { conversationWith } from './conversation';
import { outputItem, withoutError } from './outputItem';
import { answerText, textBlocks } from './text';
import { BREAK } from './voice';

/** What determines an item besides the answer itself. */
export interface ItemShape {
	simplify: boolean;
	options: {
		includeConversation: boolean;
		includeInput: boolean;
		includePrefill: boolean;
		includeSteps: boolean;
	};
	prefilled: SettledPrefill;
	/** The answer's JSON, where requested. */
	output?: GenericValue;
	item: INodeExecutionData;
	itemIndex: number;
	/** What the user calls the tools. */
	names: Pick<ToolNames, 'ownName'>;
	/** Strikes secrets out of what a server said; an MCP server may repeat its token. */
	hide(text: string): string;
	/** Files that the answer comes with, and what went wrong with them. */
	made: { binary: IBinaryKeyData | undefined; errors: IDataObject[] };
}

/** For answers whose requests are not known: a tool is called as the API does. */
export const OWN_NAMES: ItemShape['names'] = { ownName: (name) => name };

/**
 * All keys of an answer's item; none of them is copied from the input, which may be an earlier item of this
 * node.
 */
const ANSWER_KEYS: readonly string[] = [
	'citations',
	'container',
	'id',
	'messages',
	'model',
	'output',
	'request_id',
	'steps',
	'stop_reason',
	'stop_sequence',
	'text',
	'thinking',
	'tool_calls',
	'tool_errors',
	'usage',
];

/** The same with Simplify off. */
const MESSAGE_KEYS: readonly string[] = [
	...ANSWER_KEYS,
	'content',
	'context_management',
	'diagnostics',
	'message_error',
	'role',
	'stop_details',
	'type',
];

/** Makes the item of an answer: one for each input item, paired with it. */
export function answerItem(answer: LoopAnswer, shape: ItemShape): INodeExecutionData {
	const { includeConversation, includeInput } = shape.options;
	const { item, itemIndex, simplify } = shape;
	const json = simplify
		? simplified(answer, shape)
		: withoutError(raw(answer, shape), 'message_error');
	if (includeConversation) json.messages = conversationWith(shape.prefilled, answer);
	const keys = simplify ? ANSWER_KEYS : MESSAGE_KEYS;
	return outputItem(json, { item, itemIndex, includeInput }, keys, shape.made.binary);
}

/**
 * The simplified item: only keys that the answer has; blocks are selected by their type, never by their
 * position.
 */
function simplified(answer: LoopAnswer, shape: ItemShape): IDataObject {
	const { message, requestId: request_id } = answer;
	const { stop_reason, stop_sequence, model, id } = message;
	const text = textOfTurns(answer, shape.prefilled, shape.options.includePrefill);
	const usage = usageOf(answer);
	// Most answers are no more than this, and a batch may have 100,000 of them.
	if (isBare(answer, shape)) {
		return defined({ text, stop_reason, model, id, request_id, usage });
	}
	return defined({
		text,
		...partsOf(answer, shape),
		stop_reason,
		stop_sequence: typeof stop_sequence === 'string' ? stop_sequence : undefined,
		model,
		id,
		request_id,
		usage,
	});
}

/** Whether an answer has nothing but text, and nothing more is asked for. */
function isBare({ message, last }: LoopAnswer, { output, options, made }: ItemShape): boolean {
	const { content, stop_sequence: sequence, container } = message;
	if (output !== undefined || options.includeSteps || made.errors.length > 0) return false;
	if (typeof sequence === 'string' || isRecord(container)) return false;
	return content === last && content.every(isBareText);
}

function isBareText(block: ContentBlock): boolean {
	return block.type === 'text' && !Array.isArray(block.citations);
}

/** What an answer has beside its text. */
function partsOf(
	answer: LoopAnswer,
	{ options, output, names, made, hide }: ItemShape,
): Record<string, GenericValue> {
	const { message, last } = answer;
	const { content } = message;
	const thinking = content
		.flatMap((block) => (block.type === 'thinking' ? [textOf(block.thinking)] : []))
		.join('');
	const citations = textBlocks(content).flatMap(({ text, citations: cited }) =>
		(Array.isArray(cited) ? cited.filter(isRecord) : []).map((each) => ({ text, ...each })),
	);
	// Calls of earlier turns have their results.
	const toolCalls = last.flatMap((block) =>
		// One that was cut off is no call.
		block.type === 'tool_use' && isRecord(block.input)
			? [{ id: block.id, name: names.ownName(block.name), input: block.input }]
			: [],
	);
	const failed = toolErrors(content);
	const errors = failed.length === 0 ? made.errors : [...hiddenIn(failed, hide), ...made.errors];
	const container: unknown = message.container;
	return {
		output,
		thinking: thinking === '' ? undefined : thinking,
		citations: unlessEmpty(citations),
		tool_calls: unlessEmpty(toolCalls),
		tool_errors: unlessEmpty(errors),
		steps: options.includeSteps ? stepsOf(answer, hide) : undefined,
		container: isRecord(container) ? { ...container } : undefined,
	};
}

function unlessEmpty<Value>(list: Value[]): Value[] | undefined {
	return list.length === 0 ? undefined : list;
}

/** The texts of all turns; between them the tools ran. */
export function textOfTurns(
	{ rounds, last }: Pick<LoopAnswer, 'rounds' | 'last'>,
	prefilled: Pick<SettledPrefill, 'prefill' | 'way'>,
	includePrefill: boolean,
): string {
	if (rounds.length === 0) return answerText(last, prefilled, includePrefill);
	const contents = [...rounds.map((round) => round.content), last];
	return contents
		.map((content, turn) =>
			turn === 0
				? answerText(content, prefilled, includePrefill)
				: answerText(content, { prefill: '', way: 'continued' }, false),
		)
		.filter((text) => text !== '')
		.join(BREAK);
}

/** What was called, with what, what came back, and how long it took where the node knows. */
function stepsOf({ message, steps }: LoopAnswer, hide: ItemShape['hide']): IDataObject[] {
	const ofServers = hiddenIn(serverSteps(message.content), hide);
	return [...steps.map((step) => ({ ...step })), ...ofServers];
}

/** The API's counts, and over how many calls they are summed. */
function usageOf({ message: { usage }, calls }: LoopAnswer): GenericValue {
	return calls > 1 && isRecord(usage) ? { ...usage, calls } : usage;
}

/** The API's message object, unchanged but for what several calls add up to and files that were lost. */
function raw(answer: LoopAnswer, { options, made, hide }: ItemShape): IDataObject {
	return {
		...answer.message,
		...defined({ usage: usageOf(answer) }),
		...(made.errors.length === 0 ? {} : { tool_errors: made.errors }),
		...(options.includeSteps ? { steps: stepsOf(answer, hide) } : {}),
		request_id: answer.requestId,
	};
}

function textOf(value: unknown): string {
	return typeof value === 'string' ? value : '';
}
