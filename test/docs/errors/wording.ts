import * as ts from 'typescript';
import { functionAround, nodesIn, type Program, type WithBody } from './program';
import { boundBy, expressionOf, keyOf, objectOf, type Scope } from './scope';
import type { Pick } from './variants';

/** What stands for everything that is only known when the node runs. */
export const HOLE = '…';

/** What a text is read with. */
interface Reading {
	program: Program;
	scope: Scope;
	pick: Pick;
	/** Functions that the text goes through, at most DEEPEST. */
	depth?: number;
}

const DEEPEST = 8;

/** A function with more outcomes than this decides, and does not word. */
const MOST_OUTCOMES = 3;

/** Reads an expression as the text that it gives, with HOLE for what only a run knows. */
export function wordingOf(node: ts.Expression, reading: Reading): string {
	return read(node, reading, false).replace(/…(?:[^\S\n]?…)+/g, HOLE);
}

/** @param within whether other words stand around it */
function read(node: ts.Expression, reading: Reading, within: boolean): string {
	if (ts.isStringLiteralLike(node) || ts.isNumericLiteral(node)) return node.text;
	if (ts.isTemplateExpression(node)) {
		const spans = node.templateSpans.map(
			({ expression, literal }) => read(expression, reading, true) + literal.text,
		);
		return node.head.text + spans.join('');
	}
	if (ts.isParenthesizedExpression(node)) return read(node.expression, reading, within);
	if (ts.isConditionalExpression(node)) return alternative(node, reading, within);
	if (ts.isBinaryExpression(node)) return readBinary(node, reading, within);
	if (ts.isIdentifier(node)) return readName(node, reading, within);
	if (ts.isPropertyAccessExpression(node)) return readProperty(node, reading, within);
	if (ts.isElementAccessExpression(node)) return readEntry(node, reading, []);
	if (ts.isCallExpression(node)) return readCall(node, reading);
	return HOLE;
}

function alternative(node: ts.ConditionalExpression, reading: Reading, within: boolean): string {
	const { condition, whenTrue, whenFalse } = node;
	const [only, other] = isBlank(whenTrue) ? [whenFalse, whenTrue] : [whenTrue, whenFalse];
	if (isBlank(other) && !isAskedTwice(node)) return sometimes(read(only, reading, within));
	// Asks nothing: which one it is counts only where both tell something.
	const probe = (each: ts.Expression) => read(each, { ...reading, pick: () => 0 }, within);
	// A word beside something unknown tells nothing.
	if (within && [probe(whenTrue), probe(whenFalse)].includes(HOLE)) return HOLE;
	return read(reading.pick(condition.getText(), 2) === 0 ? whenTrue : whenFalse, reading, within);
}

const isBlank = (node: ts.Expression) => ts.isStringLiteralLike(node) && node.text.trim() === '';

/** Whether the same condition decides about other words too, which then have to fit. */
function isAskedTwice({ condition }: ts.ConditionalExpression): boolean {
	const around = functionAround(condition);
	const same = around === undefined ? [] : nodesIn(around, ts.isConditionalExpression);
	return same.filter((each) => each.condition.getText() === condition.getText()).length > 1;
}

/** Words that are not always there, in brackets that no message has. */
function sometimes(text: string): string {
	return text === HOLE ? HOLE : text.replace(/^(\s*)(\S.*?)(\s*)$/s, '$1⟦$2⟧$3');
}

function readBinary(node: ts.BinaryExpression, reading: Reading, within: boolean): string {
	const { left, operatorToken, right } = node;
	if (operatorToken.kind === ts.SyntaxKind.PlusToken) {
		const isSum = [left, right].some(ts.isNumericLiteral);
		return isSum ? HOLE : read(left, reading, true) + read(right, reading, true);
	}
	const isEither =
		operatorToken.kind === ts.SyntaxKind.BarBarToken ||
		operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken;
	if (!isEither) return HOLE;
	if (ts.isElementAccessExpression(left)) return readEntry(left, reading, [right]);
	const first = read(left, reading, true);
	const second = read(right, reading, within);
	// A word in place of something unknown would be taken for all that comes there.
	const counts = !within || (isSentence(second) && !ts.isCallExpression(left));
	return first === HOLE && counts ? second : first;
}

/** Words in small letters that make a sentence, not the name of a field. */
const FEWEST_WORDS = 3;

/** Whether a text is more than a name or a figure. */
export function isSentence(text: string): boolean {
	return (text.match(/(?<![\w'])[a-z]+/g) ?? []).length >= FEWEST_WORDS;
}

/** An entry of an object that is written down: any of them, or what is there otherwise. */
function readEntry(
	{ expression }: ts.ElementAccessExpression,
	reading: Reading,
	otherwise: readonly ts.Expression[],
): string {
	const symbol = ts.isIdentifier(expression) ? reading.program.symbolOf(expression) : undefined;
	const given = symbol === undefined ? undefined : reading.scope.get(symbol);
	const value = given === undefined ? expression : expressionOf(given, reading);
	const object = value === undefined ? undefined : objectOf(value, reading.program);
	const texts = (object?.properties ?? []).flatMap((property) =>
		ts.isPropertyAssignment(property) ? [read(property.initializer, reading, true)] : [],
	);
	const all = [...texts.filter(isSentence), ...otherwise.map((node) => read(node, reading, true))];
	if (all.length === 0 || !all.every(isSentence)) return HOLE;
	return all[reading.pick(expression.getText(), all.length)] ?? HOLE;
}

function readName(node: ts.Identifier, reading: Reading, within: boolean): string {
	const { program } = reading;
	const symbol = program.symbolOf(
		ts.isShorthandPropertyAssignment(node.parent) ? node.parent : node,
	);
	const given = symbol === undefined ? undefined : reading.scope.get(symbol);
	if (symbol !== undefined && given !== undefined) {
		// What a call gives is read where the call stands: a name there may be the same one.
		const scope = new Map([...reading.scope].filter(([each]) => each !== symbol));
		const value = expressionOf(given, { ...reading, scope });
		return value === undefined ? HOLE : read(value, { ...reading, scope }, within);
	}
	const { valueDeclaration: declared } = symbol ?? {};
	if (declared === undefined || (ts.getCombinedNodeFlags(declared) & ts.NodeFlags.Const) === 0) {
		return HOLE;
	}
	const value = constantOf(declared, reading);
	return value === undefined ? HOLE : read(value, reading, within);
}

/** What a constant holds, or what it takes out of an object. */
function constantOf(declared: ts.Declaration, reading: Reading): ts.Expression | undefined {
	if (ts.isVariableDeclaration(declared) && ts.isIdentifier(declared.name))
		return declared.initializer;
	if (!ts.isBindingElement(declared)) return undefined;
	const { initializer: object } = declared.parent.parent;
	if (object === undefined || !ts.isIdentifier(object)) return undefined;
	return expressionOf({ object, key: keyOf(declared) }, reading);
}

/** A property of an object that is written down. */
function readProperty(
	node: ts.PropertyAccessExpression,
	reading: Reading,
	within: boolean,
): string {
	const symbol = reading.program.symbolOf(node.name);
	const declared = symbol?.valueDeclaration;
	return declared !== undefined && ts.isPropertyAssignment(declared)
		? read(declared.initializer, reading, within)
		: HOLE;
}

function readCall(node: ts.CallExpression, reading: Reading): string {
	const { expression: callee, arguments: given } = node;
	if (ts.isPropertyAccessExpression(callee)) {
		if (callee.name.text === 'join' && ts.isArrayLiteralExpression(callee.expression)) {
			const [separator] = given;
			const between = separator === undefined ? ',' : read(separator, reading, true);
			return readList(callee.expression, reading).join(between);
		}
		return HOLE;
	}
	const called = functionOf(callee, reading.program);
	const depth = (reading.depth ?? 0) + 1;
	if (called === undefined || depth > DEEPEST) return HOLE;
	const scope = new Map([...reading.scope, ...boundBy(called, node, reading.program)]);
	const results = returnsOf(called).map((each) => read(each, { ...reading, scope, depth }, true));
	const told = [...new Set(results)].filter((text) => text.trim() !== '');
	if (told.length <= 1) return told[0] ?? '';
	const isWorded = told.length <= MOST_OUTCOMES && told.every(isSentence);
	return isWorded ? (told[reading.pick(node.getText(), told.length)] ?? HOLE) : HOLE;
}

function readList(node: ts.ArrayLiteralExpression, reading: Reading): string[] {
	return node.elements.flatMap((element) => {
		if (!ts.isSpreadElement(element)) return [read(element, reading, true)];
		const { expression } = element;
		const inner = ts.isParenthesizedExpression(expression) ? expression.expression : expression;
		const lists = ts.isConditionalExpression(inner) ? [inner.whenTrue, inner.whenFalse] : [inner];
		const filled = lists
			.filter(ts.isArrayLiteralExpression)
			.find(({ elements }) => elements.length);
		return filled === undefined ? [HOLE] : readList(filled, reading);
	});
}

/** The function that a name refers to. */
export function functionOf(callee: ts.Node, program: Program): WithBody | undefined {
	const declared = program.symbolOf(callee)?.valueDeclaration;
	if (declared === undefined) return undefined;
	if (ts.isFunctionDeclaration(declared)) return declared;
	const { initializer } = ts.isVariableDeclaration(declared) ? declared : {};
	return initializer !== undefined && ts.isArrowFunction(initializer) ? initializer : undefined;
}

function returnsOf({ body }: WithBody): ts.Expression[] {
	if (body === undefined) return [];
	if (!ts.isBlock(body)) return [body];
	return nodesIn(body, ts.isReturnStatement).flatMap(({ expression }) =>
		expression === undefined || expression.getText() === 'undefined' ? [] : [expression],
	);
}
