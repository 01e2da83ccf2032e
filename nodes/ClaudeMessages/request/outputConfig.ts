import type { OutputConfig } from '@anthropic-ai/sdk/resources/messages';
import { invalidInput } from '../../shared/errors/failure';
import { isRecord } from '../../shared/json';
import type { RequestInput } from './requestInput';
import { sendableSchema } from '../../shared/schema/sendableSchema';

/**
 * The API's `output_config`, undefined where neither effort nor a format is set.
 *
 * @throws Failure when the schema cannot be sent, or 'Extra Body' overwrites it
 * @see https://platform.claude.com/docs/en/build-with-claude/structured-outputs
 */
export function outputConfigOf({ schema, options }: RequestInput): OutputConfig | undefined {
	const { effort, extraBody } = options;
	if (schema === undefined) return effort === undefined ? undefined : { effort };
	const { output_config: replaced } = extraBody;
	if (replaced !== undefined && !(isRecord(replaced) && isRecord(replaced.format))) {
		throw invalidInput(
			"'Extra Body' replaces 'output_config', and with it the JSON of 'Output Format'",
			"Take 'output_config' out of 'Extra Body'; for the effort there is the option 'Effort'.",
		);
	}
	return {
		...(effort === undefined ? {} : { effort }),
		format: { type: 'json_schema', schema: sendableSchema(schema, "'Input Schema'") },
	};
}
