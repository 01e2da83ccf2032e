import * as ts from 'typescript';
import { functionAround, nodesIn, placeOf, type Program, type WithBody } from './program';
import { boundBy, type Given, type Scope, valueOf } from './scope';
import { type Pick, variantsOf } from './variants';
import { HOLE, isSentence, wordingOf } from './wording';

/** A failure that the user may see. */
export interface Told {
	/** Where it is made, as in `ClaudeMessages/files/rawFile.ts`. */
	place: string;
	message: string;
	type: string;
	advice: string;
}

/** A place in the code that makes a failure. */
export interface Site {
	node: ts.Node;
	message: ts.Expression;
	advice: ts.Expression;
	/** The type, where it is not that of a mistake in the input. */
	type?: ts.Expression;
}

/** Every place in the sources that makes a failure. */
export function sitesIn({ sources, symbolOf }: Program): Site[] {
	const named = (node: ts.Node) => symbolOf(node)?.name ?? node.getText();
	return sources.flatMap((source) => [
		...nodesIn(source, ts.isCallExpression).flatMap((node): Site[] => {
			const [message, advice] = node.arguments;
			const makes = named(node.expression) === 'invalidInput';
			return makes && message && advice ? [{ node, message, advice }] : [];
		}),
		...nodesIn(source, ts.isObjectLiteralExpression).flatMap((node): Site[] => {
			const message = valueOf(node, 'message');
			const advice = valueOf(node, 'description');
			const type = valueOf(node, 'type');
			const { parent } = node;
			const makes = ts.isNewExpression(parent)
				? named(parent.expression) === 'Failure' && !isIn(node, 'invalidInput')
				: ts.isArrayLiteralExpression(parent);
			return makes && message && advice ? [{ node, message, advice, type: type ?? HIDDEN }] : [];
		}),
	]);
}

const isIn = (node: ts.Node, name: string) => functionAround(node)?.name?.getText() === name;

const HIDDEN = ts.factory.createNull();

/** What the user sees of a site: one entry for each of its wordings. */
export function toldBy(site: Site, program: Program): Told[] {
	const place = placeOf(site.node);
	const scopes = scopesOf(site.node, [site.message, site.advice], program, 0);
	const all = scopes.flatMap((scope) => {
		const variants = variantsOf((pick): Told => {
			const words = (node: ts.Expression) => wordingOf(node, { program, scope, pick });
			return {
				place,
				message: words(site.message),
				type: site.type === undefined ? 'invalid_input' : words(site.type),
				advice: words(site.advice),
			};
		});
		return wholeOnes(variants);
	});
	return withOpenNames(all);
}

/** Where the same is said of many fields, their names are left open. */
function withOpenNames(all: readonly Told[]): Told[] {
	const open = (text: string) => text.replace(/'[^']*'/g, `'${HOLE}'`);
	const groups = new Map<string, Told[]>();
	for (const told of all) {
		const key = JSON.stringify([told.type, open(told.message), open(told.advice)]);
		groups.set(key, [...(groups.get(key) ?? []), told]);
	}
	return [...groups.values()].flatMap((same) => {
		const [first] = same;
		if (first === undefined) return [];
		const isOne = new Set(same.map((told) => JSON.stringify(told))).size === 1;
		return isOne
			? [first]
			: [{ ...first, message: open(first.message), advice: open(first.advice) }];
	});
}

/** Of two wordings of which one is the other with something left out, the whole one is enough. */
function wholeOnes(all: readonly Told[]): Told[] {
	const words = ({ message, type, advice }: Told) =>
		[type, message, advice]
			.join(' ')
			.replace(/[.,:;'()]/g, ' ')
			.trim()
			.split(/\s+/);
	return all.filter(
		(told) => !all.some((other) => other !== told && isPartOf(words(told), words(other))),
	);
}

function isPartOf(few: readonly string[], many: readonly string[]): boolean {
	if (few.length >= many.length) return false;
	let at = 0;
	for (const word of many) if (word === few[at]) at++;
	return at === few.length;
}

/** Functions that pass a text on to functions that pass it on. */
const DEEPEST = 3;

/**
 * What the parameters around a site have. A parameter counts where calls give it words of a sentence; names of
 * fields and the like stay open, because one entry for each of them would hide the message.
 */
function scopesOf(
	node: ts.Node,
	texts: readonly ts.Expression[],
	program: Program,
	depth: number,
): Scope[] {
	const around = functionAround(node);
	const symbol = around === undefined ? undefined : symbolFor(around, program);
	if (around === undefined || symbol === undefined || depth > DEEPEST) return [new Map()];
	const calls = program.callsOf(symbol).filter((call) => functionAround(call) !== around);
	const bound = calls.map((call) => ({ call, given: boundBy(around, call, program) }));
	const used = new Set(texts.flatMap((text) => namesIn(text, program)));
	const speaks = bound.some(({ given }) =>
		given.some(([name, text]) => used.has(name) && isWorded(text, program)),
	);
	if (!speaks) return [new Map()];
	return bound.flatMap(({ call, given }) => {
		const own = given.filter(([name]) => used.has(name));
		const outer = scopesOf(
			call,
			own.map(([, text]) => ('key' in text ? text.object : text)),
			program,
			depth + 1,
		);
		return outer.map((scope) => new Map([...scope, ...own]));
	});
}

function symbolFor(around: WithBody, program: Program): ts.Symbol | undefined {
	const { parent } = around;
	const name = ts.isVariableDeclaration(parent) ? parent.name : around.name;
	return name === undefined ? undefined : program.symbolOf(name);
}

/** What the names in a text refer to, those behind constants too. */
function namesIn(text: ts.Expression, program: Program): ts.Symbol[] {
	return nodesIn(text, ts.isIdentifier).flatMap((name) => {
		const symbol = program.symbolOf(
			ts.isShorthandPropertyAssignment(name.parent) ? name.parent : name,
		);
		if (symbol === undefined) return [];
		const { valueDeclaration: declared } = symbol;
		// What is taken out of an object belongs to the variable, whose value is the object.
		const whole =
			declared !== undefined && ts.isBindingElement(declared) ? declared.parent.parent : declared;
		const inner =
			whole !== undefined && ts.isVariableDeclaration(whole) ? whole.initializer : undefined;
		return [symbol, ...(inner === undefined ? [] : namesIn(inner, program))];
	});
}

function isWorded(text: Given, program: Program): boolean {
	if ('key' in text) return true;
	if (ts.isObjectLiteralExpression(text)) {
		return text.properties.some(
			(property) => ts.isPropertyAssignment(property) && isWorded(property.initializer, program),
		);
	}
	const first: Pick = () => 0;
	const words = wordingOf(text, { program, scope: new Map(), pick: first });
	return words === HOLE ? isPassedOn(text, program) : isSentence(words);
}

/** Whether a text is a parameter itself, so that the words come from farther away. */
function isPassedOn(text: ts.Expression, program: Program): boolean {
	const declared = ts.isIdentifier(text) ? program.symbolOf(text)?.valueDeclaration : undefined;
	return declared !== undefined && ts.isParameter(declared);
}
