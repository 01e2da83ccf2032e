import * as ts from 'typescript';
import { code } from '../../markdown';
import { nodesIn, type Program } from './program';
import { HOLE, isSentence, wordingOf } from './wording';

/** What the node advises for a refusal of the API. */
export interface Advice {
	/** The error type, or what else decides, in words. */
	when: string;
	advice: string;
}

/** Advice of the node for its own fields comes before the general one. */
const SOURCES = ['ClaudeMessages/panel/advice.ts', 'shared/errors/advice.ts'];

/** What conditions mean to the reader. */
const IN_WORDS: Readonly<Record<string, string>> = {
	'isSpendLimit(refusal.errorCode)': 'a spend limit is reached, whatever the type is',
	prefilled: 'the request ended in a prefill',
	sampling: 'Temperature, Top P or Top K was sent',
};

/** All advice in the order of the code; of two for one type the node's own. */
export function advices({ sources, ...program }: Program): Advice[] {
	const all = SOURCES.flatMap((path) => {
		const source = sources.find(({ fileName }) => fileName.endsWith(path));
		if (source === undefined) throw new RangeError(`There is no ${path}`);
		return [...nodesIn(source, ts.isReturnStatement), ...nodesIn(source, isPush)].flatMap((node) =>
			adviceAt(node, { sources, ...program }),
		);
	});
	return all.filter(({ when }, index) => all.findIndex((other) => other.when === when) === index);
}

function isPush(node: ts.Node): node is ts.CallExpression {
	return (
		ts.isCallExpression(node) &&
		ts.isPropertyAccessExpression(node.expression) &&
		node.expression.name.text === 'push'
	);
}

function adviceAt(node: ts.ReturnStatement | ts.CallExpression, program: Program): Advice[] {
	const [text] = ts.isCallExpression(node) ? node.arguments : [node.expression];
	if (text === undefined) return [];
	const advice = fixed(text, program);
	if (advice === HOLE || !isSentence(advice)) return [];
	return conditionsOf(node, text, program).map((when) => ({ when, advice }));
}

/** The wording of what has only one. */
function fixed(text: ts.Expression, program: Program): string {
	return wordingOf(text, { program, scope: new Map(), pick: () => 0 });
}

/** The cases of a switch that lead to a node, or the condition that does. */
function conditionsOf(node: ts.Node, text: ts.Expression, program: Program): string[] {
	const clause = ts.findAncestor(node, ts.isCaseOrDefaultClause);
	if (clause !== undefined) {
		return ts.isConditionalExpression(text) ? [] : casesTo(clause, program).map(code);
	}
	const branch = ts.findAncestor(node, ts.isIfStatement);
	const condition = branch?.expression.getText() ?? '';
	const words = IN_WORDS[condition];
	if (words === undefined)
		throw new RangeError(`There are no words for the condition ${condition}`);
	return [words];
}

/** The values of a clause, and of the empty ones right before it. */
function casesTo(clause: ts.CaseOrDefaultClause, program: Program): string[] {
	const { clauses } = clause.parent;
	const before = clauses.slice(0, clauses.indexOf(clause) + 1).reverse();
	const own = before.findIndex((each, index) => index > 0 && each.statements.length > 0);
	return before
		.slice(0, own === -1 ? undefined : own)
		.reverse()
		.flatMap((each) => (ts.isCaseClause(each) ? [fixed(each.expression, program)] : []));
}
