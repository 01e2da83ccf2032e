/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkSync } from 'recheck';
import * as ts from 'typescript';

const PROJECT = join(__dirname, '..', '..');

interface Expression {
	place: string;
	source: string;
	flags: string;
}

/** Whose expression is made while it runs, and from what. */
const RUNTIME = ['checkScalar.ts', 'safePattern.ts', 'patternAlphabet.ts'];

function sourceFiles(): string[] {
	return ['nodes', 'credentials'].flatMap((folder) =>
		readdirSync(join(PROJECT, folder), { recursive: true, encoding: 'utf8' })
			.filter((path) => path.endsWith('.ts'))
			.map((path) => join(folder, path)),
	);
}

/** What a text in the code is made of, as far as it can be told without running it. */
function textOf(
	node: ts.Node | undefined,
	constants: ReadonlyMap<string, string>,
): string | undefined {
	if (node === undefined) return '';
	if (ts.isStringLiteralLike(node)) return node.text;
	if (ts.isIdentifier(node)) return constants.get(node.text);
	if (ts.isPropertyAccessExpression(node) && node.name.text === 'source') {
		return textOf(node.expression, constants);
	}
	if (ts.isRegularExpressionLiteral(node)) return partsOf(node.text).source;
	if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken) {
		const [left, right] = [textOf(node.left, constants), textOf(node.right, constants)];
		return left === undefined || right === undefined ? undefined : left + right;
	}
	if (!ts.isTemplateExpression(node)) return undefined;
	return node.templateSpans.reduce<string | undefined>((text, { expression, literal }) => {
		const inner = textOf(expression, constants);
		return text === undefined || inner === undefined ? undefined : text + inner + literal.text;
	}, node.head.text);
}

function partsOf(literal: string): Pick<Expression, 'source' | 'flags'> {
	const end = literal.lastIndexOf('/');
	return { source: literal.slice(1, end), flags: literal.slice(end + 1) };
}

function expressionsOf(path: string): { known: Expression[]; unknown: string[] } {
	const tree = ts.createSourceFile(
		path,
		readFileSync(join(PROJECT, path), 'utf8'),
		ts.ScriptTarget.Latest,
		true,
	);
	const known: Expression[] = [];
	const unknown: string[] = [];
	const constants = new Map<string, string>();
	const visit = (node: ts.Node): void => {
		const place = `${path}:${tree.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
		if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name)) {
			const text = node.initializer && textOf(node.initializer, constants);
			if (text !== undefined) constants.set(node.name.text, text);
		}
		if (ts.isRegularExpressionLiteral(node)) known.push({ place, ...partsOf(node.text) });
		const isCall = ts.isNewExpression(node) || ts.isCallExpression(node);
		if (isCall && ts.isIdentifier(node.expression) && node.expression.text === 'RegExp') {
			const source = textOf(node.arguments?.[0], constants);
			const flags = textOf(node.arguments?.[1], constants);
			if (source === undefined || flags === undefined) unknown.push(place);
			else known.push({ place, source, flags });
		}
		ts.forEachChild(node, visit);
	};
	visit(tree);
	return { known, unknown };
}

const found = sourceFiles().map(expressionsOf);
const expressions = found.flatMap(({ known }) => known);

test('every expression of the code is found, but for those that a user writes', () => {
	expect(expressions.length).toBeGreaterThan(25);
	const unknown = found.flatMap((each) => each.unknown);
	expect(unknown.filter((place) => !RUNTIME.some((name) => place.includes(`/${name}:`)))).toEqual(
		[],
	);
});

test.each(expressions)(
	'$place: the time of /$source/$flags grows no faster than the text',
	({ source, flags }) => {
		const result = checkSync(source, flags, { timeout: 10_000 });
		const complexity = 'complexity' in result ? result.complexity?.type : 'unknown';
		expect({ status: result.status, complexity }).toEqual({
			status: 'safe',
			complexity: expect.stringMatching(/^(safe|linear)$/),
		});
	},
);
