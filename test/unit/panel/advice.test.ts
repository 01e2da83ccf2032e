import { type INodeProperties, NodeHelpers } from 'n8n-workflow';
import { ClaudeMessages } from '../../../nodes/ClaudeMessages/ClaudeMessages.node';
import { panelAdvice } from '../../../nodes/ClaudeMessages/panel/advice';
import { stopFailure } from '../../../nodes/ClaudeMessages/output/stopReason';
import { structuredOutput } from '../../../nodes/ClaudeMessages/output/structuredOutput';
import { DEFAULT_SETTINGS } from '../../../nodes/shared/api/endpoints/callApi';
import { Patience } from '../../../nodes/shared/api/pacing/patience';
import { adviceFor } from '../../../nodes/shared/errors/advice';
import { Failure } from '../../../nodes/shared/errors/failure';
import { networkFailure } from '../../../nodes/shared/errors/networkFailure';
import { answerOf, text } from '../output/messages';

const { properties, ...description } = new ClaudeMessages().description;

const OPERATIONS = properties
	.filter(({ name }) => name === 'operation')
	.flatMap(({ options = [], displayOptions }) =>
		options.map((option): [resource: string, operation: string] => [
			String(displayOptions?.show?.resource?.[0]),
			'value' in option ? String(option.value) : '',
		]),
	);

/** The labels that n8n shows for an operation, with any form of the answer. */
function labelsOf(resource: string, operation: string): Set<string> {
	const labels = ['text', 'json'].flatMap((outputFormat) => {
		const root = { resource, operation, outputFormat, messagesInput: 'fields' };
		const isShown = (property: INodeProperties, values: object) =>
			NodeHelpers.displayParameter(
				{ ...values },
				property,
				{ typeVersion: 1 },
				{ ...description, properties },
				root,
			);
		return properties
			.filter((property) => isShown(property, root))
			.flatMap(({ displayName, options = [] }) => [
				displayName,
				...options.flatMap((option) => {
					if ('type' in option) return isShown(option, {}) ? [option.displayName] : [];
					return [];
				}),
			]);
	});
	return new Set(labels);
}

/** Fields of the credential, and values of options. */
const ELSEWHERE = ['Base URL', 'Claude Messages API', 'Ask in Words'];

const TYPES = [
	...['not_found_error', 'timeout_error', 'invalid_request_error', 'connection_timeout'],
	...['rate_limit_error', 'overloaded_error', 'api_error', 'permission_error', 'billing_error'],
	...['authentication_error', 'request_too_large', 'conflict_error'],
];
const REQUESTING = ['send', 'countTokens', 'create'];
const RULES = { failOnRefusal: true, failOnTruncation: true };
const REASONS = ['refusal', 'max_tokens', 'model_context_window_exceeded'] as const;

function failureIn(work: () => unknown): Failure {
	try {
		work();
	} catch (error) {
		expect(error).toBeInstanceOf(Failure);
		if (error instanceof Failure) return error;
	}
	throw new Error('It did not fail');
}

/** The words of every kind of failure that an operation may meet. */
function wordsOf(resource: string, operation: string): string[] {
	const advice = panelAdvice({ resource, operation });
	const isRequesting = REQUESTING.includes(operation);
	const isFetched = operation === 'getResults';
	const facts = isRequesting
		? { prefilled: true, sampling: operation !== 'countTokens', model: 'claude-x' }
		: {};
	const refused = TYPES.flatMap((type) => [
		adviceFor({ type, status: 400, ...facts }, advice),
		...(isFetched
			? [adviceFor({ type, status: null, batched: true, prefilled: true }, advice)]
			: []),
	]);
	const silent = networkFailure({ code: 'ECONNABORTED' }, 'api.example', advice).description;
	const hasWait = ['send', 'countTokens'].includes(operation);
	const settings = { ...DEFAULT_SETTINGS, ...(hasWait ? { isWaitFixed: false } : {}) };
	const failure = new Failure({
		message: '',
		description: '',
		type: 'rate_limit_error',
		retry: {},
	});
	const late = new Patience(settings).comeBackAt(failure, Date.now()).description;
	if (!['send', 'create', 'getResults'].includes(operation)) return [...refused, silent, late];
	const ends = REASONS.flatMap((reason) => [true, false].map((isJson) => ({ reason, isJson })));
	const stopped = ends.flatMap(({ reason, isJson }) => {
		const answer = answerOf([text('No')], { stop_reason: reason });
		const { message, description: what } =
			stopFailure(answer, { ...RULES, isFetched }, isJson) ?? failure;
		return [message, what];
	});
	const unfit = failureIn(() =>
		structuredOutput(answerOf([text('No')]), { type: 'object' }, undefined, isFetched),
	);
	return [...refused, silent, late, ...stopped, unfit.message, unfit.description];
}

test.each(OPERATIONS)('%s: %s names no field that its panel does not have', (...chosen) => {
	const labels = labelsOf(...chosen);
	const named = wordsOf(...chosen).flatMap((words) =>
		[...words.matchAll(/'([A-Z][^']*)'/g)].map(([, label = '']) => label),
	);
	const foreign = named.filter((label) => !labels.has(label) && !ELSEWHERE.includes(label));
	expect([...new Set(foreign)]).toEqual([]);
});

test('where the panel has the remedy, it is named', () => {
	const words = (...chosen: [string, string]) => wordsOf(...chosen).join('\n');
	expect(words('message', 'send')).toMatch(
		/'Model'[^]*'Max Tokens'[^]*'Prefill Fallback'[^]*'Timeout'[^]*'Longest Wait'[^]*'System Prompt'/,
	);
	expect(words('message', 'countTokens')).toMatch(/Raise the option 'Timeout', or/);
	expect(words('file', 'get')).toContain("'File ID'");
	expect(words('batch', 'getResults')).toContain("'Batch ID'");
	expect(words('model', 'get')).toContain("'Model'");
});
