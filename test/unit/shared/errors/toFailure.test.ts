import * as fc from 'fast-check';
import { ApplicationError, ExpressionError, NodeOperationError, UserError } from 'n8n-workflow';
import { Failure } from '../../../../nodes/shared/errors/failure';
import { nodeError } from '../../../../nodes/shared/errors/nodeError';
import { afterAnswer, n8nFailure, toFailure } from '../../../../nodes/shared/errors/toFailure';
import { attempt } from '../../../../nodes/ClaudeMessages/operations/outcome';
import { name } from '../../../../package.json';

const NODE = {
	id: 'claude',
	name: 'Claude Messages',
	type: 'claudeMessages',
	typeVersion: 1,
	position: [0, 0] as [number, number],
	parameters: {},
};
const came = { status: 200, requestId: 'req_1' };

/** What the node does when it trips over a value that it did not expect. */
function slip(): never {
	const usage: { input_tokens?: { toFixed(): string } } = JSON.parse('{}');
	throw new TypeError(usage.input_tokens?.toFixed() ?? 'usage is not iterable');
}

test('a slip of the node is told as its own, with where to report it', () => {
	const failure = toFailure(thrownBy(slip));
	expect({ ...failure, message: failure.message }).toMatchObject({
		message: 'The node itself made a mistake: TypeError: usage is not iterable',
		description: expect.stringContaining(
			`Please report it at https://www.npmjs.com/package/${name} (Repository, Issues) with this message`,
		),
		type: 'internal_error',
		status: null,
		requestId: null,
		retry: undefined,
	});
	expect(failure.description).toMatch(/ and the place: toFailure\.test\.ts:\d+\.$/);
});

test('after an answer it says which answer it was', async () => {
	const outcome = await attempt(
		{ itemIndex: 3, total: 5 },
		async () => await afterAnswer(came, slip),
	);
	expect(outcome).toMatchObject({
		ok: false,
		failure: {
			message: 'The node itself made a mistake: TypeError: usage is not iterable [item 3]',
			description: expect.stringMatching(/The answer had come by then and was paid for\.$/),
			type: 'internal_error',
			...came,
		},
	});
});

test('what was found wrong with an answer stays as it is', async () => {
	const refusal = new Failure({ message: 'No.', description: 'Ask else.', type: 'refusal' });
	await expect(
		afterAnswer(came, () => {
			throw refusal;
		}),
	).rejects.toBe(refusal);
	expect(await afterAnswer(came, async () => 'item')).toBe('item');
});

test('a slip stops the workflow as an error of the node, not of the API', () => {
	const error = nodeError(NODE, toFailure(thrownBy(slip), came), {
		itemIndex: 0,
		answered: 0,
		total: 2,
	});
	expect(error.name).toBe('NodeOperationError');
	expect(error.description).toMatch(/Request ID: req_1\. Items answered before: 0 of 2\.$/);
});

test.each([
	new ExpressionError('Referenced node is unexecuted', { description: 'Execute it first.' }),
	new NodeOperationError(NODE, 'Node is odd', { description: 'Execute it first.' }),
	new ApplicationError('Something of n8n', {}),
	new UserError('The user did it', { description: 'Execute it first.' }),
])("n8n's own $name keeps n8n's words, wherever it was thrown", (error) => {
	const failure = toFailure(error);
	expect(failure).toMatchObject({ message: error.message, type: 'invalid_input' });
	expect(failure.description).toMatch(/^(Execute it first|Check the expressions in .*)\.$/);
});

test('whatever n8n throws for a field is about the field', () => {
	expect(n8nFailure(new TypeError('x is undefined'))).toMatchObject({
		message: 'x is undefined',
		type: 'invalid_input',
		description: "Check the expressions in this node's fields.",
	});
});

test('whatever is thrown becomes a failure with words', () => {
	const hostile = fc.constantFrom<unknown>(
		Object.create(null),
		Object.defineProperty({}, 'message', {
			get: () => {
				throw new RangeError('no');
			},
		}),
		Symbol('s'),
		() => 1,
		Object.assign(new Error('x'.repeat(100_000)), { stack: 7, level: {} }),
	);
	fc.assert(
		fc.property(fc.oneof(fc.anything(), hostile, fc.string().map(Error)), (thrown) => {
			for (const { message, description, type } of [toFailure(thrown, came), n8nFailure(thrown)]) {
				expect(message).toMatch(/\w/);
				expect(message.length).toBeLessThanOrEqual(1100);
				expect(description).toMatch(/\.$/);
				expect(['internal_error', 'invalid_input']).toContain(type);
			}
		}),
	);
});

test('a failure with changes is the same but for them', () => {
	const retry = { afterMs: 5 };
	const before = new Failure({
		message: 'No.',
		description: 'Why.',
		type: 'x',
		errorCode: 'y',
		...came,
		retry,
	});
	const after = before.with({ message: 'Yes.', retry: undefined });
	expect({ ...after, message: after.message }).toEqual({
		name: 'Failure',
		message: 'Yes.',
		description: 'Why.',
		type: 'x',
		errorCode: 'y',
		...came,
		retry: undefined,
	});
	expect(before.message).toBe('No.');
});

function thrownBy(work: () => unknown): unknown {
	try {
		work();
	} catch (error) {
		return error;
	}
	return undefined;
}
