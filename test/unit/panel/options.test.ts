import { Failure } from '../../../nodes/shared/errors/failure';
import { readOptions, type Options } from '../../../nodes/ClaudeMessages/panel/options';

test('without any option every one has its default', () => {
	expect(readOptions({})).toEqual({
		apiVersion: '2023-06-01',
		betas: [],
		cancelOnStop: false,
		container: undefined,
		effort: undefined,
		extraBody: {},
		failOnRefusal: true,
		failOnTruncation: false,
		includeConversation: false,
		includeInput: false,
		includePrefill: true,
		includeSteps: false,
		prefillFallback: 'fail',
		concurrency: 10,
		inferenceGeo: undefined,
		longestBatchWait: 86_400,
		longestWait: 300,
		maxRetries: undefined,
		maxToolTurns: 15,
		promptCaching: 'off',
		returnRows: false,
		streaming: 'auto',
		serviceTier: undefined,
		speed: undefined,
		stopSequences: [],
		streamActivity: false,
		temperature: undefined,
		thinking: 'default',
		thinkingBudget: 4096,
		thinkingDisplay: undefined,
		timeout: 600,
		toolChoice: undefined,
		topK: undefined,
		topP: undefined,
		userId: undefined,
		waitForCompletion: false,
	});
});

const SWITCHES = [
	'cancelOnStop',
	'failOnRefusal',
	'failOnTruncation',
	'includeConversation',
	'includeInput',
	'includePrefill',
	'includeSteps',
	'returnRows',
	'streamActivity',
	'waitForCompletion',
] as const;

describe.each(SWITCHES)('the switch %s', (name) => {
	test.each([true, false])('is %s when it is set so', (value) => {
		expect(readOptions({ [name]: value })[name]).toBe(value);
	});

	// Spreadsheets and forms give text; taking it for the default would fail or pay in silence.
	test.each([
		['true', true],
		['false', false],
	])('does not take the text %j of an expression for something else', (value, meaning) => {
		expect([meaning, 'explained']).toContain(outcomeOf({ [name]: value }, name));
	});
});

test.each<[keyof Options, unknown]>([
	['temperature', -0.1],
	['temperature', 1.1],
	['temperature', '0.5'],
	['temperature', null],
	['temperature', NaN],
	['topK', -1],
	['topK', 1.5],
	['topP', 2],
	['topP', 'high'],
	['timeout', 0],
	['timeout', 0.0001],
	['timeout', 2_147_484],
	['thinkingBudget', 1e308],
	['topK', 2 ** 53],
	['stopSequences', [{ text: 'END' }]],
	['betas', [[{}]]],
	['timeout', -1],
	['timeout', Infinity],
	['timeout', 1e9],
	['apiVersion', 'latest'],
	['apiVersion', '2023-6-1'],
	['apiVersion', '2023-06-01\nx-evil: 1'],
	['betas', ['two words']],
	['betas', ['a\r\nx-evil: 1']],
	['betas', ['ü']],
	['stopSequences', ['END', '\n']],
	['stopSequences', ' '],
	['prefillFallback', 'maybe'],
	['prefillFallback', null],
	['effort', 'extreme'],
	['inferenceGeo', 'eu'],
	['serviceTier', 'priority'],
	['speed', 'slow'],
	['thinking', 'between_tools'],
	['thinkingBudget', 1023],
	['thinkingBudget', 2048.5],
	['thinkingBudget', '2048'],
	['thinkingDisplay', 'updates'],
	['maxToolTurns', 0],
	['maxToolTurns', 1.5],
	['maxToolTurns', '15'],
	['extraBody', '[1]'],
	['extraBody', 'null'],
	['extraBody', '{"stream": true}'],
	['extraBody', { stream: false }],
	['extraBody', '{a:1}'],
	['extraBody', 7],
])('the option %s does not take %j', (name, value) => {
	expect(outcomeOf({ [name]: value }, name)).toBe('explained');
});

test.each<[keyof Options, unknown, unknown]>([
	['temperature', 0, 0],
	['container', ' container_1 ', 'container_1'],
	['container', ' ', undefined],
	['effort', 'max', 'max'],
	['inferenceGeo', 'us', 'us'],
	['serviceTier', 'standard_only', 'standard_only'],
	['speed', 'fast', 'fast'],
	['thinking', 'betweenTools', 'betweenTools'],
	['thinkingBudget', 1024, 1024],
	['thinkingDisplay', 'omitted', 'omitted'],
	['maxToolTurns', 1, 1],
	['toolChoice', ' any ', 'any'],
	['toolChoice', '', undefined],
	['topK', 0, 0],
	['topP', 1, 1],
	['timeout', 0.5, 0.5],
	['apiVersion', ' 2026-10-21 ', '2026-10-21'],
	['apiVersion', '', '2023-06-01'],
	['betas', 'a-1, b-2,,a-1', ['a-1', 'b-2']],
	['betas', [''], []],
	['stopSequences', ['\n\nHuman:', ' END '], ['\n\nHuman:', ' END ']],
	['stopSequences', [['a', 'b'], 'c'], ['a', 'b', 'c']],
	['betas', [['a-1', ['b-2']]], ['a-1', 'b-2']],
	['timeout', 0.001, 0.001],
	['topK', -0, 0],
	['extraBody', '', {}],
	['extraBody', '{"a":{"b":[1]}}', { a: { b: [1] } }],
	['userId', ' a ', 'a'],
	['userId', 7, '7'],
	['userId', null, undefined],
])('the option %s takes %j', (name, value, read) => {
	expect(readOptions({ [name]: value })[name]).toEqual(read);
});

function outcomeOf(raw: Record<string, unknown>, name: keyof Options): unknown {
	try {
		return readOptions(raw)[name];
	} catch (error) {
		return error instanceof Failure ? 'explained' : error;
	}
}
