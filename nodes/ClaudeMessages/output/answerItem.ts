import type { GenericValue, IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { Options } from '../panel/options';
import type { AnswerStart } from '../request/prefill';
import type { Answer } from './answer';
import { conversationWith } from './conversation';
import { outputItem, withoutError } from './outputItem';
import { answerText, textBlocks } from './text';

/** What shapes an item besides the answer itself. */
export interface ItemShape {
	simplify: boolean;
	options: Pick<Options, 'includeConversation' | 'includeInput' | 'includePrefill'>;
	start: AnswerStart;
	/** The answer's JSON, where it was asked for. */
	output?: GenericValue;
	item: INodeExecutionData;
	itemIndex: number;
}

/** The item of an answer: one for each input item, paired with it. */
export function answerItem(answer: Answer, shape: ItemShape): INodeExecutionData {
	const { includeConversation, includeInput } = shape.options;
	const { item, itemIndex } = shape;
	const json: IDataObject = {
		...(shape.simplify ? simplified(answer, shape) : withoutError(raw(answer), 'message_error')),
		...(includeConversation
			? { messages: conversationWith(shape.start, answer.message.content) }
			: {}),
	};
	return outputItem(json, { item, itemIndex, includeInput });
}

/** Only what the answer has is there; blocks are picked by their type, never by their place. */
function simplified(
	{ message, requestId }: Answer,
	{ start, options, output }: ItemShape,
): IDataObject {
	const { content, stop_reason, stop_sequence, model, id, usage } = message;
	const thinking = content.flatMap((block) => (block.type === 'thinking' ? [block.thinking] : []));
	const citations = textBlocks(content).flatMap(({ text, citations: cited }) =>
		(cited ?? []).map((citation) => ({ text, ...citation })),
	);
	const toolCalls = content.flatMap((block) =>
		block.type === 'tool_use' ? [{ id: block.id, name: block.name, input: block.input }] : [],
	);
	return {
		text: answerText(content, start, options.includePrefill),
		...(output === undefined ? {} : { output: output }),
		...(thinking.join('') === '' ? {} : { thinking: thinking.join('') }),
		...(citations.length === 0 ? {} : { citations: citations }),
		...(toolCalls.length === 0 ? {} : { tool_calls: toolCalls }),
		stop_reason,
		...(typeof stop_sequence === 'string' ? { stop_sequence } : {}),
		model,
		id,
		request_id: requestId,
		usage: usage,
	};
}

/** The API's message object as it came. */
function raw({ message, requestId }: Answer): IDataObject {
	return { ...message, request_id: requestId };
}
