/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { dirname, join } from 'node:path';
import * as ts from 'typescript';

/** Names of the Messages API, as the types of the official SDK have them today. */
export interface SdkNames {
	/** Fields of the request, and those inside them as in `thinking.enabled.budget_tokens`. */
	parameters: string[];
	requestBlocks: string[];
	responseBlocks: string[];
	citations: string[];
	stopReasons: string[];
	/** Fields of the message, but for what has a list of its own. */
	message: string[];
	usage: string[];
}

const MESSAGES = join(
	dirname(require.resolve('@anthropic-ai/sdk')),
	'resources/messages/messages.d.ts',
);

/** Fields of the request whose inside has rows of its own. */
const OPENED = ['cache_control', 'metadata', 'output_config', 'thinking', 'tool_choice'];

/** Reads the names with the TypeScript compiler; throws when a type is gone. */
export function readSdkNames(): SdkNames {
	const program = ts.createProgram([MESSAGES], { skipLibCheck: true, types: [], strict: true });
	const checker = program.getTypeChecker();
	const source = program.getSourceFile(MESSAGES);
	const module = source && checker.getSymbolAtLocation(source);
	if (module === undefined) throw new RangeError(`There is no module ${MESSAGES}`);
	const exported = new Map(
		checker.getExportsOfModule(module).map((symbol) => [symbol.name, symbol] as const),
	);

	const typeOf = (name: string) => {
		const symbol = exported.get(name);
		if (symbol === undefined) throw new RangeError(`The SDK has no type ${name}`);
		return checker.getDeclaredTypeOfSymbol(symbol);
	};
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
	/** The value of a field `type`, by which members of a union are told apart. */
	const tagOf = (type: ts.Type): string | undefined => {
		const tag = fieldsOf(type).find(({ name }) => name === 'type')?.type;
		return tag?.isStringLiteral() ? tag.value : undefined;
	};
	const tagsOf = (name: string) => membersOf(typeOf(name)).flatMap((member) => tagOf(member) ?? []);
	/** Fields inside a field, one level deep; by the tag where there are several shapes. */
	const insideOf = (name: string, type: ts.Type): string[] => {
		const shapes = membersOf(type).filter((member) => member.flags & ts.TypeFlags.Object);
		return shapes.flatMap((shape) => {
			const tag = shapes.length > 1 ? tagOf(shape) : undefined;
			const above = tag === undefined ? name : `${name}.${tag}`;
			const fields = fieldsOf(shape).filter((field) => field.name !== 'type');
			return [
				...(tag === undefined ? [] : [above]),
				...fields.map((field) => `${above}.${field.name}`),
			];
		});
	};

	return {
		parameters: fieldsOf(typeOf('MessageCreateParamsBase')).flatMap(({ name, type }) => [
			name,
			...(OPENED.includes(name) ? insideOf(name, type) : []),
		]),
		requestBlocks: tagsOf('ContentBlockParam'),
		responseBlocks: tagsOf('ContentBlock'),
		citations: tagsOf('TextCitation'),
		stopReasons: membersOf(typeOf('StopReason')).flatMap((reason) =>
			reason.isStringLiteral() ? [reason.value] : [],
		),
		message: fieldsOf(typeOf('Message')).map(({ name }) => name),
		usage: fieldsOf(typeOf('Usage')).flatMap(({ name, type }) => [name, ...insideOf(name, type)]),
	};
}
