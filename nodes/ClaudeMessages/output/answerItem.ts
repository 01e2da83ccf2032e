import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { Options } from '../panel/options';
import type { PrefilledTurns } from '../request/prefill';
import type { Answer } from './answer';
import { conversationWith } from './conversation';
import { answerText, textBlocks } from './text';

/** What shapes an item besides the answer itself. */
export interface ItemShape {
	simplify: boolean;
	options: Pick<Options, 'includeConversation' | 'includeInput' | 'includePrefill'>;
	start: PrefilledTurns;
	item: INodeExecutionData;
	itemIndex: number;
}

/** The item of an answer: one for each input item, paired with it. */
export function answerItem(answer: Answer, shape: ItemShape): INodeExecutionData {
	const { options, item, itemIndex } = shape;
	const json: IDataObject = {
		...(options.includeInput ? withoutError(item.json, 'input_error') : {}),
		...(shape.simplify ? simplified(answer, shape) : withoutError(raw(answer), 'message_error')),
		...(options.includeConversation
			? { messages: conversationWith(shape.start, answer.message.content) }
			: {}),
	};
	return {
		json,
		...(options.includeInput && item.binary !== undefined ? { binary: item.binary } : {}),
		pairedItem: { item: itemIndex },
	};
}

/** Only what the answer has is there; blocks are picked by their type, never by their place. */
function simplified({ message, requestId }: Answer, { start, options }: ItemShape): IDataObject {
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

/** n8n takes a field called `error` for a failed item, so such a field keeps its value under another name. */
function withoutError({ error, ...json }: IDataObject, otherName: string): IDataObject {
	return error === undefined ? json : { ...json, [otherName]: error };
}
