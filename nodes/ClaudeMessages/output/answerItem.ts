import type { GenericValue, IDataObject, INodeExecutionData } from 'n8n-workflow';
import { defined, isRecord } from '../../shared/json';
import type { SettledPrefill } from '../request/prefill';
import type { Answer } from '../../shared/api/endpoints/answer';
import { conversationWith } from './conversation';
import { outputItem, withoutError } from './outputItem';
import { answerText, textBlocks } from './text';

/** What determines an item besides the answer itself. */
export interface ItemShape {
	simplify: boolean;
	options: {
		includeConversation: boolean;
		includeInput: boolean;
		includePrefill: boolean;
	};
	prefilled: SettledPrefill;
	/** The answer's JSON, where requested. */
	output?: GenericValue;
	item: INodeExecutionData;
	itemIndex: number;
}

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
export function answerItem(answer: Answer, shape: ItemShape): INodeExecutionData {
	const { includeConversation, includeInput } = shape.options;
	const { item, itemIndex, simplify } = shape;
	const json: IDataObject = {
		...(simplify ? simplified(answer, shape) : withoutError(raw(answer), 'message_error')),
		...(includeConversation
			? { messages: conversationWith(shape.prefilled, answer.message.content) }
			: {}),
	};
	const keys = simplify ? ANSWER_KEYS : MESSAGE_KEYS;
	return outputItem(json, { item, itemIndex, includeInput }, keys);
}

/**
 * The simplified item: only keys that the answer has; blocks are selected by their type, never by their
 * position.
 */
function simplified(
	{ message, requestId }: Answer,
	{ prefilled, options, output }: ItemShape,
): IDataObject {
	const { content, stop_reason, stop_sequence, model, id, usage } = message;
	const thinking = content
		.flatMap((block) => (block.type === 'thinking' ? [textOf(block.thinking)] : []))
		.join('');
	const citations = textBlocks(content).flatMap(({ text, citations: cited }) =>
		(Array.isArray(cited) ? cited.filter(isRecord) : []).map((each) => ({ text, ...each })),
	);
	const toolCalls = content.flatMap((block) =>
		block.type === 'tool_use' ? [{ id: block.id, name: block.name, input: block.input }] : [],
	);
	return {
		text: answerText(content, prefilled, options.includePrefill),
		...(output === undefined ? {} : { output: output }),
		...(thinking === '' ? {} : { thinking }),
		...(citations.length === 0 ? {} : { citations: citations }),
		...(toolCalls.length === 0 ? {} : { tool_calls: toolCalls }),
		...defined({ stop_reason }),
		...(typeof stop_sequence === 'string' ? { stop_sequence } : {}),
		...defined({ model, id }),
		request_id: requestId,
		...defined({ usage }),
	};
}

/** The API's message object, unchanged. */
function raw({ message, requestId }: Answer): IDataObject {
	return { ...message, request_id: requestId };
}

function textOf(value: unknown): string {
	return typeof value === 'string' ? value : '';
}
