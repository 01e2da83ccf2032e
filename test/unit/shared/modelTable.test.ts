import { modelRules, modelsWhere } from '../../../nodes/shared/modelTable';

const OLD = { prefill: true, contextWindow: 200_000 };
const NEW = { prefill: false, contextWindow: 1_000_000 };

test.each([
	'claude-haiku-4-5',
	'claude-haiku-4-5-20251001',
	'claude-opus-4-5',
	'claude-opus-4-5-20251101',
	'claude-sonnet-4-5',
	'claude-sonnet-4-5-20250929',
	'claude-opus-4-1-20250805',
	'claude-opus-4-20250514',
	'claude-sonnet-4-20250514',
	'claude-sonnet-4-0',
	'claude-3-7-sonnet-latest',
	'claude-3-5-sonnet-20241022',
	'claude-3-5-haiku-20241022',
	'claude-3-opus-20240229',
	'claude-3-haiku-20240307',
	'claude-2.1',
	'claude-2',
])('%s takes a prefill and has the window of 200,000 tokens', (model) => {
	expect(modelRules(model)).toMatchObject(OLD);
});

test.each([
	'claude-fable-5-2',
	'claude-mythos-5-2',
	'claude-haiku-5-5',
	'claude-sonnet-5-5',
	'claude-fable-5-1',
	'claude-opus-5-5',
	'claude-mythos-5-1',
	'claude-sonnet-5',
	'claude-fable-5',
	'claude-mythos-5',
	'claude-opus-5',
	'claude-opus-4-8',
	'claude-opus-4-7',
	'claude-mythos-preview',
	'claude-opus-4-6',
	'claude-sonnet-4-6',
])('%s takes no prefill and has the window of a million tokens', (model) => {
	expect(modelRules(model)).toMatchObject(NEW);
});

test.each([
	['of Bedrock, old', 'anthropic.claude-3-5-sonnet-20241022-v2:0', OLD],
	['of Bedrock, with a region', 'us.anthropic.claude-sonnet-4-20250514-v1:0', OLD],
	['of Bedrock, everywhere', 'global.anthropic.claude-haiku-4-5-20251001-v1:0', OLD],
	['of Bedrock, dateless', 'anthropic.claude-opus-4-6-v1', NEW],
	['of Bedrock, new', 'anthropic.claude-opus-5', NEW],
	['of Bedrock, by its ARN', 'arn:aws:bedrock:us-east-1::foundation-model/claude-opus-4-8', NEW],
	['of Google, old', 'claude-3-5-sonnet-v2@20241022', OLD],
	['of Google', 'claude-haiku-4-5@20251001', OLD],
	['of Google, newest snapshot', 'claude-sonnet-4-6@default', NEW],
	['of a gateway, old', 'anthropic/claude-3.7-sonnet', OLD],
	['of a gateway, 4.5 written with a dot', 'anthropic/claude-sonnet-4.5', OLD],
	['of a gateway, 4.6 written with a dot', 'anthropic/claude-sonnet-4.6', NEW],
	['of a gateway, 5.5 written with a dot', 'anthropic/claude-opus-5.5', NEW],
	['with the version first', 'claude-4-opus-20250514', OLD],
	['with a date behind a whole number', 'claude-opus-5-20260724', NEW],
])('the ID %s (%s) says the version', (_, model, rules) => {
	expect(modelRules(model)).toMatchObject(rules);
});

test.each([
	'my-deployment',
	'claude-next',
	'claude-opus-latest',
	'gpt-5',
	'claude',
	'anthropic.claude-instant-v1',
	'',
	'claude-opus-4-10',
	'claude-opus-10',
	'claude-haiku-6',
])('nothing is assumed about %j, which the table does not have', (model) => {
	expect(modelRules(model)).toBeUndefined();
});

test('what models refuse is told for those that Anthropic names', () => {
	expect(modelsWhere(({ forcedTools }) => !forcedTools)).toEqual([
		'fable-5-2',
		'mythos-5-2',
		'sonnet-5-5',
		'opus-5-5',
		'fable-5-1',
		'mythos-5-1',
	]);
	expect(modelsWhere(({ sampling }) => sampling)).toEqual([
		'sonnet-4-6',
		'opus-4-6',
		'opus-4-5',
		'haiku-4-5',
		'sonnet-4-5',
	]);
	expect(modelsWhere(({ fastMode }) => fastMode !== 'none')).toEqual([
		'opus-5-5',
		'opus-5',
		'opus-4-8',
	]);
	expect(modelsWhere(({ retires }) => retires !== undefined)).toEqual(['sonnet-4-5']);
});
