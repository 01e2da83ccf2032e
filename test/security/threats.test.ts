/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ts from 'typescript';

const PROJECT = join(__dirname, '..', '..');

interface Row {
	threat: string;
	/** Titles by file, as in `test/a.test.ts` “title”, “another”; `test/b.test.ts` “title”. */
	tests: Array<{ file: string; titles: string[] }>;
}

function rowsIn(markdown: string): Row[] {
	const [, table = ''] = markdown.split('## Threats');
	const lines = table.split('\n').filter((line) => line.startsWith('|'));
	// The head of the table, and the line below it.
	return lines.slice(2).map((line) => {
		const [, threat = '', , tests = ''] = line.split(/(?<!\\)\|/);
		return { threat: threat.trim(), tests: tests.split(';').map(testsIn) };
	});
}

function testsIn(text: string) {
	const file = /`([^`]+)`/.exec(text)?.[1] ?? '';
	return { file, titles: [...text.matchAll(/“([^”]+)”/g)].map(([, title = '']) => title) };
}

const known = new Map<string, Set<string>>();

/** The titles of the tests in a file: the first argument of `test(…)` and `test.each(…)(…)`. */
function titlesIn(file: string): Set<string> {
	const before = known.get(file);
	if (before !== undefined) return before;
	const titles = new Set<string>();
	known.set(file, titles);
	const path = join(PROJECT, file);
	if (!file.endsWith('.test.ts') || !existsSync(path)) return titles;
	const look = (node: ts.Node): void => {
		if (ts.isCallExpression(node) && /^test\b/.test(node.expression.getText())) {
			const [title] = node.arguments;
			if (title !== undefined && ts.isStringLiteralLike(title)) titles.add(title.text);
		}
		ts.forEachChild(node, look);
	};
	look(ts.createSourceFile(file, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true));
	return titles;
}

/** What a table promises that no test proves. */
function unproven(rows: readonly Row[]): string[] {
	return rows.flatMap(({ threat, tests }) => {
		const named = tests.flatMap(({ file, titles }) =>
			titles.map((title) => ({ file, title, isThere: titlesIn(file).has(title) })),
		);
		if (named.length === 0) return [`${threat}: names no test`];
		return named
			.filter(({ isThere }) => !isThere)
			.map(({ file, title }) => `${threat}: ${file} has no test “${title}”`);
	});
}

const rows = rowsIn(readFileSync(join(PROJECT, 'SECURITY.md'), 'utf8'));

test('every threat in SECURITY.md names tests that are there', () => {
	expect(rows.length).toBeGreaterThan(20);
	expect(unproven(rows)).toEqual([]);
});

test('a row without a test, or with one that is not there, is found', () => {
	const table = [
		'## Threats',
		'| threat | does | tests |',
		'| --- | --- | --- |',
		'| a | b | none |',
		'| c | d | `test/security/threats.test.ts` “nobody wrote this” |',
		'| e | f | `test/nowhere.test.ts` “x” |',
		'| g | h | `test/security/threats.test.ts` “a row without a test, or with one that is not there, is found” |',
	].join('\n');
	expect(unproven(rowsIn(table))).toEqual([
		'a: names no test',
		'c: test/security/threats.test.ts has no test “nobody wrote this”',
		'e: test/nowhere.test.ts has no test “x”',
	]);
});

test('every test of this folder stands in the table', () => {
	const named = new Set(rows.flatMap(({ tests }) => tests.map(({ file }) => file)));
	const files = readdirSync(__dirname).filter((name) => name.endsWith('.test.ts'));
	const missing = files.filter((name) => !named.has(`test/security/${name}`));
	expect(missing).toEqual(['threats.test.ts']);
});
