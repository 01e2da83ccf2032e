/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { join, relative, sep } from 'node:path';
import * as ts from 'typescript';

const ROOT = join(__dirname, '../../..');

/** A function with a body, of whatever form. */
export type WithBody = ts.FunctionDeclaration | ts.ArrowFunction | ts.MethodDeclaration;

/** The sources of the package, as the compiler knows them. */
export interface Program {
	sources: readonly ts.SourceFile[];
	/** What a name refers to, followed through imports. */
	symbolOf(node: ts.Node): ts.Symbol | undefined;
	/** The calls of a function anywhere in the sources. */
	callsOf(symbol: ts.Symbol): readonly ts.CallExpression[];
}

let known: Program | undefined;

/** Reads the sources of nodes and credentials, once. */
export function readProgram(): Program {
	return (known ??= read());
}

function read(): Program {
	const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.json'), (path) =>
		ts.sys.readFile(path),
	);
	const { fileNames, options } = ts.parseJsonConfigFileContent(config, ts.sys, ROOT);
	// Names are followed inside the sources only, so nothing else is read.
	const alone = { ...options, noLib: true, noResolve: true, types: [] };
	const program = ts.createProgram(fileNames, alone);
	const checker = program.getTypeChecker();
	const sources = fileNames.flatMap((path) => program.getSourceFile(path) ?? []);
	const symbolOf = (node: ts.Node): ts.Symbol | undefined => {
		const symbol = ts.isShorthandPropertyAssignment(node)
			? checker.getShorthandAssignmentValueSymbol(node)
			: checker.getSymbolAtLocation(node);
		const isAlias = symbol !== undefined && (symbol.flags & ts.SymbolFlags.Alias) !== 0;
		return isAlias ? checker.getAliasedSymbol(symbol) : symbol;
	};
	const calls = new Map<ts.Symbol, ts.CallExpression[]>();
	for (const call of sources.flatMap((source) => nodesIn(source, ts.isCallExpression))) {
		const symbol = symbolOf(call.expression);
		if (symbol !== undefined) calls.set(symbol, [...(calls.get(symbol) ?? []), call]);
	}
	return { sources, symbolOf, callsOf: (symbol) => calls.get(symbol) ?? [] };
}

/** All nodes of a kind below a node, in their order. */
export function nodesIn<Node extends ts.Node>(
	node: ts.Node,
	isWanted: (node: ts.Node) => node is Node,
): Node[] {
	const found: Node[] = [];
	const visit = (each: ts.Node): void => {
		if (isWanted(each)) found.push(each);
		ts.forEachChild(each, visit);
	};
	visit(node);
	return found;
}

/** The function that a node is in. */
export function functionAround(node: ts.Node): WithBody | undefined {
	return ts.findAncestor(
		node.parent,
		(each): each is WithBody =>
			ts.isFunctionDeclaration(each) || ts.isArrowFunction(each) || ts.isMethodDeclaration(each),
	);
}

/** As in `ClaudeMessages/files/rawFile.ts`. */
export function placeOf(node: ts.Node): string {
	return relative(join(ROOT, 'nodes'), node.getSourceFile().fileName).split(sep).join('/');
}
