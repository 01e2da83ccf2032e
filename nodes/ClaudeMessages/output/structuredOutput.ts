import type { GenericValue } from 'n8n-workflow';
import { Failure } from '../../shared/errors/failure';
import { isTooDeep, MOST_LEVELS, parseJson } from '../../shared/json';
import type { JsonSchema } from '../../shared/schema/sendableSchema';
import type { Answer } from '../../shared/api/endpoints/answer';
import { jsonProblems } from '../../shared/schema/checkJson';
import { PatternChecks } from '../../shared/schema/patternChecks';
import { textBlocks } from './text';

/** Stop reasons after which the turn continues, so that the JSON is yet to come. */
const UNFINISHED = ['tool_use', 'pause_turn'];

/**
 * The JSON of an answer; undefined while its turn continues.
 *
 * @param schema as the user wrote it, with the limits that the API does not enforce
 * @param patterns collects the schema's patterns that were not checked
 * @param isFetched whether the answer is from a batch that was made with another panel
 * @throws Failure when the answer is not JSON, or does not fit
 * @see https://platform.claude.com/docs/en/build-with-claude/structured-outputs
 */
export function structuredOutput(
	answer: Answer,
	schema: JsonSchema,
	patterns = new PatternChecks(),
	isFetched = false,
): GenericValue {
	const { content, stop_reason: reason } = answer.message;
	if (UNFINISHED.includes(String(reason))) return undefined;
	const text = textBlocks(content)
		.map((block) => block.text)
		.join('');
	const output = parseJson(text);
	if (output === undefined) throw unfit(answer, 'The answer is not JSON', [], isFetched);
	if (isTooDeep(output, text))
		throw unfit(answer, `The answer has more than ${MOST_LEVELS} levels`, [], isFetched);
	const problems = jsonProblems(output, schema, patterns);
	if (problems.length > 0)
		throw unfit(answer, 'The answer does not fit its schema', problems, isFetched);
	return output;
}

/** To ask again is no remedy for an answer that was fetched: it comes as it is. */
const REMEDY =
	"Run the item again, say in 'System Prompt' what the answer has to keep to, or loosen the schema.";
const REMEDY_IF_FETCHED =
	'Loosen the schema, or put the item into another batch that says what the answer has to keep to.';

function unfit(
	{ requestId }: Answer,
	what: string,
	problems: readonly string[],
	isFetched: boolean,
): Failure {
	return new Failure({
		message: [what, ...problems.slice(0, 1)].join(': '),
		description: [
			...(problems.length > 1 ? [`Also: ${problems.slice(1).join('; ')}.`] : []),
			isFetched ? REMEDY_IF_FETCHED : REMEDY,
		].join(' '),
		type: 'invalid_output',
		status: 200,
		requestId,
	});
}
