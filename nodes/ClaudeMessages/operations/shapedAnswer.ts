import type { GenericValue, INodeExecutionData } from 'n8n-workflow';
import type { Answer } from '../../shared/api/endpoints/answer';
import type { Run } from '../../shared/api/pacing/startRun';
import { toFailure } from '../../shared/errors/toFailure';
import { PatternChecks } from '../../shared/schema/patternChecks';
import type { JsonSchema } from '../../shared/schema/sendableSchema';
import { answerItem, type ItemShape } from '../output/answerItem';
import { stopFailure, type StopRules } from '../output/stopReason';
import { structuredOutput } from '../output/structuredOutput';
import type { LoopAnswer } from '../tools/toolLoop';
import { madeFileIds } from '../output/serverTools';
import { madeFiles, NO_FILES, type Source } from './madeFiles';

/** What the panel says of an answer. */
export interface AnswerShape extends Pick<ItemShape, 'names' | 'prefilled' | 'simplify'> {
	/** Undefined for a text answer. */
	schema: JsonSchema | undefined;
	options: ItemShape['options'] & StopRules;
}

/**
 * Makes the item of an answer, with the files that code execution made for it.
 *
 * @throws Failure for an answer that the panel does not accept
 */
export async function shapedAnswer(
	answer: LoopAnswer,
	shape: AnswerShape,
	source: Source,
): Promise<INodeExecutionData> {
	const { schema, simplify, options, prefilled, names } = shape;
	const { item, itemIndex } = source.context;
	const { hide } = source.connection;
	try {
		const failure = stopFailure(answer, options, schema !== undefined);
		if (failure !== undefined) throw failure;
		const output =
			schema === undefined ? undefined : jsonOf(answer, schema, source.run, options.isFetched);
		const ids = madeFileIds(answer.message.content);
		const made = ids.length === 0 ? NO_FILES : await madeFiles(ids, source);
		return answerItem(answer, {
			simplify,
			options,
			prefilled,
			names,
			output,
			item,
			itemIndex,
			made,
			hide,
		});
	} catch (error) {
		throw toFailure(error, { status: 200, requestId: answer.requestId });
	}
}

function jsonOf(
	answer: LoopAnswer,
	schema: JsonSchema,
	run: Run,
	isFetched: boolean | undefined,
): GenericValue {
	const patterns = new PatternChecks();
	const output = structuredOutput(lastTurnOf(answer), schema, patterns, isFetched);
	for (const pattern of patterns.skipped) run.notes.unchecked(pattern, 'slow');
	for (const pattern of patterns.unreadable) run.notes.unchecked(pattern, 'unreadable');
	return output;
}

/** What the last turn alone says: with tools, the JSON is there. */
function lastTurnOf({ message, requestId, last }: LoopAnswer): Answer {
	return { message: { ...message, content: last }, requestId };
}
