import { type Failure, invalidInput } from '../../shared/errors/failure';
import { isRecord } from '../../shared/json';
import type { Block, RequestBody } from './body';
import { checkBreakpoints } from './breakpoints';
import type { SettledPrefill } from './prefill';

/** From this version on the API has no sampling parameters. */
const VERSION_WITHOUT_SAMPLING = '2026-10-21';

const SAMPLING_FIELDS = ['temperature', 'top_k', 'top_p'];

/** Whether Temperature, Top P or Top K is in the body. */
export function samples(body: RequestBody): boolean {
	return SAMPLING_FIELDS.some((field) => field in body);
}

/**
 * Rejects combinations of fields that are invalid for every model.
 *
 * @throws Failure that names both fields
 */
export function checkCombinations(
	body: RequestBody,
	prefilled: SettledPrefill,
	apiVersion: string,
): void {
	if (prefilled.prefill !== '' && prefilled.way === 'continued') checkPrefillAlone(body);
	if (samples(body) && apiVersion >= VERSION_WITHOUT_SAMPLING) throw samplingRefused();
	checkBudget(body);
	checkCitations(body);
	checkBreakpoints(body);
}

/** @see https://platform.claude.com/docs/en/build-with-claude/prompt-engineering/prefill-claudes-response */
function checkPrefillAlone(body: RequestBody): void {
	const thinks = isRecord(body.thinking) && body.thinking.type !== 'disabled';
	if (!thinks && !wantsJson(body)) return;
	throw invalidInput(
		`A prefill does not go together with ${thinks ? 'thinking' : 'JSON output'}`,
		thinks
			? "Empty 'Prefill' (or remove the assistant message at the end), or remove the option 'Thinking' (in 'Extra Body': thinking)."
			: "Empty 'Prefill' (or remove the assistant message at the end), or set 'Output Format' to 'Text' (in 'Extra Body': output_config).",
	);
}

/** @see https://platform.claude.com/docs/en/build-with-claude/extended-thinking */
function checkBudget({ thinking, max_tokens: most }: RequestBody): void {
	if (!isRecord(thinking) || thinking.type !== 'enabled') return;
	const { budget_tokens: budget } = thinking;
	if (typeof budget !== 'number' || typeof most !== 'number' || budget < most) return;
	throw invalidInput(
		`'Thinking Budget' is ${budget}, but 'Max Tokens', which thinking counts toward, is ${most}`,
		"Raise 'Max Tokens', or set the option 'Thinking Budget' to less.",
	);
}

/** @see https://platform.claude.com/docs/en/build-with-claude/citations */
function checkCitations(body: RequestBody): void {
	const documents = body.messages
		.flatMap(({ content }) => (typeof content === 'string' ? [] : content))
		.filter((block) => isRecord(block) && block.type === 'document');
	const citing = documents.filter(isCited);
	if (citing.length === 0) return;
	if (citing.length < documents.length) {
		throw invalidInput(
			`'Citations' is on for ${citing.length} of ${documents.length} documents, but the API wants it for all or none`,
			"Switch 'Citations' on (or off) in every document of 'Messages'.",
		);
	}
	if (wantsJson(body)) {
		throw invalidInput(
			'Citations do not go together with JSON output',
			"Switch 'Citations' off in every document, or set 'Output Format' to 'Text'.",
		);
	}
}

function isCited({ citations }: Block): boolean {
	return isRecord(citations) && citations.enabled === true;
}

function wantsJson({ output_config: output }: RequestBody): boolean {
	return isRecord(output) && isRecord(output.format);
}

function samplingRefused(): Failure {
	return invalidInput(
		`'Temperature', 'Top P' and 'Top K' do not exist in the API from version ${VERSION_WITHOUT_SAMPLING} on`,
		"Remove them from the options, or set 'API Version' to 2023-06-01.",
	);
}
