import * as ts from 'typescript';
import type { Program, WithBody } from './program';

/** What a call gives: an expression, or what an object has under a name. */
export type Given = ts.Expression | { object: ts.Identifier; key: string };

/** What parameters have at one call; the value is read where the call stands. */
export type Scope = ReadonlyMap<ts.Symbol, Given>;

/** The expression that a call gives, where it is written down. */
export function expressionOf(
	given: Given,
	{ program, scope }: { program: Program; scope: Scope },
): ts.Expression | undefined {
	if (!('key' in given)) return given;
	const symbol = program.symbolOf(given.object);
	const outer = symbol === undefined ? undefined : scope.get(symbol);
	if (outer === undefined || 'key' in outer) return undefined;
	const object = objectOf(outer, program);
	return object === undefined ? undefined : valueOf(object, given.key);
}

/** The name under which an object has what is taken out of it. */
export const keyOf = ({ propertyName, name }: ts.BindingElement) =>
	(propertyName ?? name).getText();

/** What each parameter has at a call, those inside an object too. */
export function boundBy(
	called: WithBody,
	{ arguments: values }: ts.CallExpression,
	program: Program,
): Array<[ts.Symbol, Given]> {
	return called.parameters.flatMap(({ name, initializer }, index) => {
		const value = values[index] ?? initializer;
		if (value === undefined) return [];
		const elements = ts.isIdentifier(name)
			? [{ name, given: value }]
			: name.elements.flatMap((element) =>
					ts.isBindingElement(element)
						? [{ name: element.name, given: givenIn(value, keyOf(element), program) }]
						: [],
				);
		return elements.flatMap(({ name: own, given }): Array<[ts.Symbol, Given]> => {
			const symbol = program.symbolOf(own);
			return symbol === undefined || given === undefined ? [] : [[symbol, given]];
		});
	});
}

function givenIn(value: ts.Expression, key: string, program: Program): Given | undefined {
	const object = objectOf(value, program);
	if (object !== undefined) return valueOf(object, key);
	return ts.isIdentifier(value) ? { object: value, key } : undefined;
}

/** The object that an expression stands for, where it is written down. */
export function objectOf(
	node: ts.Expression,
	program: Program,
): ts.ObjectLiteralExpression | undefined {
	if (ts.isObjectLiteralExpression(node)) return node;
	if (ts.isConditionalExpression(node)) return objectOf(node.whenTrue, program);
	const declared = ts.isIdentifier(node) ? program.symbolOf(node)?.valueDeclaration : undefined;
	const { initializer } =
		declared !== undefined && ts.isVariableDeclaration(declared) ? declared : {};
	return initializer !== undefined && ts.isObjectLiteralExpression(initializer)
		? initializer
		: undefined;
}

/** What an object that is written down has under a name. */
export function valueOf(
	{ properties }: ts.ObjectLiteralExpression,
	wanted: string,
): ts.Expression | undefined {
	for (const property of properties) {
		if (property.name?.getText() !== wanted) continue;
		if (ts.isPropertyAssignment(property)) return property.initializer;
		if (ts.isShorthandPropertyAssignment(property)) return property.name;
	}
	return undefined;
}
