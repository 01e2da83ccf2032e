import type { ToolChoice } from '@anthropic-ai/sdk/resources/messages';
import { invalidInput } from '../../shared/errors/failure';
import { listed } from '../../shared/words';
import type { ToolNames } from './toolNames';

const WAYS = ['auto', 'any', 'none'] as const;

/**
 * The API's `tool_choice`; undefined where the user left it open.
 *
 * @param chosen `auto`, `any`, `none`, or what the user calls a tool
 * @throws Failure where there are no tools, or none of that name
 * @see https://platform.claude.com/docs/en/agents-and-tools/tool-use/implement-tool-use
 */
export function toolChoiceOf(chosen: string | undefined, names: ToolNames): ToolChoice | undefined {
	if (chosen === undefined) return undefined;
	if (names.all.length === 0) {
		throw invalidInput(
			"'Tool Choice' is set, but the request has no tools",
			"Add a tool in 'Tools' or connect one, or remove the option 'Tool Choice'.",
		);
	}
	const way = WAYS.find((each) => each === chosen);
	if (way !== undefined) return { type: way };
	const name = names.wireName(chosen);
	if (name !== undefined) return { type: 'tool', name };
	throw invalidInput(
		`'Tool Choice' is '${chosen}', but there is no tool with that name`,
		`Choose auto, any or none, or one of the tools: ${listed(names.all.map((each) => `'${each}'`))}.`,
	);
}
