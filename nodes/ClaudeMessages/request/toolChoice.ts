import type { ToolChoice } from '@anthropic-ai/sdk/resources/messages';
import { invalidInput } from '../../shared/errors/failure';
import { isRecord } from '../../shared/json';
import { listed } from '../../shared/words';
import { ToolNames } from './toolNames';

const WAYS = ['auto', 'any', 'none'] as const;

/** What a request has to choose from. */
export interface Choosable {
	/** As they are sent; undefined where there are none. */
	tools: unknown;
	names: ToolNames;
}

/** Tools that are written as the API takes them are called as they are written. */
export function choosableIn(tools: unknown): Choosable {
	const all = Array.isArray(tools) ? tools.filter(isRecord) : [];
	const names = all.flatMap(({ name }) => (typeof name === 'string' ? [name] : []));
	return { tools, names: new ToolNames(names) };
}

/**
 * The API's `tool_choice`; undefined where the user left it open.
 *
 * @param chosen `auto`, `any`, `none`, or what the user calls a tool
 * @throws Failure where there are no tools, or none of that name
 * @see https://platform.claude.com/docs/en/agents-and-tools/tool-use/implement-tool-use
 */
export function toolChoiceOf(
	chosen: string | undefined,
	{ tools, names }: Choosable,
): ToolChoice | undefined {
	if (chosen === undefined) return undefined;
	if (!Array.isArray(tools) || tools.length === 0) {
		throw invalidInput(
			"'Tool Choice' is set, but the request has no tools",
			"Add a tool in 'Tools' or connect one, or remove the option 'Tool Choice'.",
		);
	}
	const way = WAYS.find((each) => each === chosen);
	if (way !== undefined) return { type: way };
	const name = names.wireName(chosen);
	if (name !== undefined) return { type: 'tool', name };
	const known = listed(names.all.map((each) => `'${each}'`));
	throw invalidInput(
		`'Tool Choice' is '${chosen}', but there is no tool with that name`,
		`Choose auto, any or none${known === '' ? '' : `, or one of the tools: ${known}`}.`,
	);
}
