/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import { jsonProblems } from '../../../../nodes/shared/schema/checkJson';

/** Seconds of processor time. */
function cost(work: () => void): number {
	const before = process.cpuUsage();
	work();
	const { user, system } = process.cpuUsage(before);
	return (user + system) / 1e6;
}

test('a long list of values from a long list of allowed ones is checked at once', () => {
	const values = Array.from({ length: 10_000 }, (_, index) => `value ${index}`);
	const schema = { type: 'array', items: { type: 'string', enum: values } };
	const fitting = [...values].reverse();
	const foreign = values.map((value) => `${value}!`);
	expect(cost(() => expect(jsonProblems(fitting, schema)).toEqual([]))).toBeLessThan(3);
	expect(cost(() => expect(jsonProblems(foreign, schema)).toHaveLength(5))).toBeLessThan(3);
});

test('an answer that is nested deeply in a schema that refers to itself is not lost', () => {
	const schema = {
		$ref: '#/$defs/node',
		$defs: {
			node: {
				type: 'object',
				properties: { next: { anyOf: [{ $ref: '#/$defs/node' }, { type: 'null' }] } },
				required: ['next'],
			},
		},
	};
	let answer: unknown = null;
	for (let level = 0; level < 500; level++) answer = { next: answer };
	expect(jsonProblems(answer, schema)).toEqual([]);
});

test('what is wrong near the top is found beside a tree of any depth', () => {
	const next = { allOf: [{ anyOf: [{ $ref: '#/$defs/node' }, { type: 'null' }] }] };
	const node = { type: 'object', properties: { next } };
	const properties = { tree: { $ref: '#/$defs/node' }, id: { type: 'string' } };
	const schema = { type: 'object', properties, $defs: { node } };
	for (const levels of [10, 300, 498]) {
		let tree: object = {};
		for (let level = 0; level < levels; level++) tree = { next: tree };
		expect(jsonProblems({ tree, id: 5 }, schema)).toEqual(['id: must be a string, but is 5']);
	}
});

test('a long chain of alternatives that do not fit is checked at once', () => {
	const $defs: Record<string, object> = { level0: { type: 'string' } };
	for (let level = 1; level <= 31; level++) {
		const $ref = `#/$defs/level${level - 1}`;
		$defs[`level${level}`] = { anyOf: [{ $ref }, { $ref }] };
	}
	const check = () => jsonProblems(5, { $ref: '#/$defs/level31', $defs });
	expect(cost(() => expect(check().length).toBeGreaterThan(0))).toBeLessThan(3);
});

test('what is wrong with alternatives of alternatives is told in a few words', () => {
	const $defs: Record<string, object> = { level0: { type: 'string' } };
	for (let level = 1; level <= 12; level++) {
		const $ref = `#/$defs/level${level - 1}`;
		$defs[`level${level}`] = { anyOf: [{ $ref }, { $ref, minLength: 3 }, { type: 'null' }] };
	}
	const problems = jsonProblems(5, { $ref: '#/$defs/level12', $defs });
	expect(problems.length).toBeGreaterThan(0);
	expect(Math.max(...problems.map((problem) => problem.length))).toBeLessThan(600);
});
