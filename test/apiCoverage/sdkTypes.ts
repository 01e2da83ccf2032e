/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { dirname, join } from 'node:path';
import * as ts from 'typescript';

/** Names of the Messages API, as the types of the official SDK have them today. */
export interface SdkNames {
	/** Fields of the request, and those inside them as in `thinking.enabled.budget_tokens`. */
	parameters: string[];
	/** Blocks and their fields as in `image.source`, and the kinds of a source as in `image.source.url`. */
	requestBlocks: string[];
	tools: string[];
	responseBlocks: string[];
	citations: string[];
	stopReasons: string[];
	/** Fields of the message. */
	message: string[];
	usage: string[];
}

const MESSAGES = join(
	dirname(require.resolve('@anthropic-ai/sdk')),
	'resources/messages/messages.d.ts',
);

/** Fields of the request whose inside has rows of its own. */
const OPENED = [
	'cache_control',
	'container',
	'diagnostics',
	'metadata',
	'output_config',
	'thinking',
	'tool_choice',
];

/** Reads the names with the TypeScript compiler; throws when a type is gone. */
export function readSdkNames(): SdkNames {
	const { typeOf, membersOf, fieldsOf, tagsOf } = typeReader(MESSAGES);

	const tagsIn = (name: string) => membersOf(typeOf(name)).flatMap(tagsOf);
	/** Fields inside a field, one level deep; by the tag where there are several shapes. */
	const insideOf = (name: string, type: ts.Type): string[] => {
		const shapes = membersOf(type).filter(isObject);
		return shapes.flatMap((shape) => {
			const tags = shapes.length > 1 ? tagsOf(shape).map((tag) => `${name}.${tag}`) : [];
			const [above = name] = tags;
			const fields = fieldsOf(shape).filter((field) => field.name !== 'type');
			return [...tags, ...fields.map((field) => `${above}.${field.name}`)];
		});
	};
	/** A block, its fields, and the kinds of its source. */
	const blockNames = (block: ts.Type): string[] =>
		tagsOf(block).flatMap((tag) => [
			tag,
			...fieldsOf(block)
				.filter(({ name }) => name !== 'type')
				.flatMap(({ name, type }) => [
					`${tag}.${name}`,
					...(name === 'source' ? membersOf(type).filter(isObject).flatMap(tagsOf) : []).map(
						(kind) => `${tag}.${name}.${kind}`,
					),
				]),
		]);

	return {
		parameters: fieldsOf(typeOf('MessageCreateParamsBase')).flatMap(({ name, type }) => [
			name,
			...(OPENED.includes(name) ? insideOf(name, type) : []),
		]),
		requestBlocks: membersOf(typeOf('ContentBlockParam')).flatMap(blockNames),
		tools: tagsIn('ToolUnion'),
		responseBlocks: tagsIn('ContentBlock'),
		citations: tagsIn('TextCitation'),
		stopReasons: membersOf(typeOf('StopReason')).flatMap(wordOf),
		message: fieldsOf(typeOf('Message')).map(({ name }) => name),
		usage: fieldsOf(typeOf('Usage')).flatMap(({ name, type }) => [name, ...insideOf(name, type)]),
	};
}

/** What the compiler knows of the types that a module exports. */
function typeReader(path: string) {
	const program = ts.createProgram([path], { skipLibCheck: true, types: [], strict: true });
	const checker = program.getTypeChecker();
	const source = program.getSourceFile(path);
	const module = source && checker.getSymbolAtLocation(source);
	if (module === undefined) throw new RangeError(`There is no module ${path}`);
	const exported = new Map(
		checker.getExportsOfModule(module).map((symbol) => [symbol.name, symbol] as const),
	);
	/** The members of a union, without null and undefined. */
	const membersOf = (type: ts.Type): ts.Type[] => {
		const whole = checker.getNonNullableType(type);
		return whole.isUnion() ? whole.types : [whole];
	};
	const fieldsOf = (type: ts.Type) =>
		checker.getPropertiesOfType(type).map((symbol) => ({
			name: symbol.name,
			type: checker.getTypeOfSymbol(symbol),
		}));
	return {
		membersOf,
		fieldsOf,
		typeOf: (name: string) => {
			const symbol = exported.get(name);
			if (symbol === undefined) throw new RangeError(`The SDK has no type ${name}`);
			return checker.getDeclaredTypeOfSymbol(symbol);
		},
		/** The values of a field `type`, by which members of a union are told apart. */
		tagsOf: (type: ts.Type): string[] =>
			fieldsOf(type)
				.filter(({ name }) => name === 'type')
				.flatMap((tag) => membersOf(tag.type).flatMap(wordOf)),
	};
}

const isObject = (type: ts.Type) => (type.flags & ts.TypeFlags.Object) !== 0;

const wordOf = (type: ts.Type): string[] => (type.isStringLiteral() ? [type.value] : []);
