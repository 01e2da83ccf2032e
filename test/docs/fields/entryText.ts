import type { INodeProperties } from 'n8n-workflow';
import { code, plain } from '../../markdown';
import { type Panel, shownWhen } from './conditions';
import { choicesOf, type Entry, groupsOf } from './entries';

/** What is known of a field besides its description. */
export interface Known {
	/** The names of the API that it sets. */
	inApi: readonly string[];
	/** Whether nothing is sent while it is not added; undefined where it is always there. */
	isUnset?: boolean;
}

/** A field as Markdown: what it does, then its facts. */
export function entryText(entry: Entry, heading: string, known: Known, panel: Panel): string {
	const { property } = entry;
	const facts = [
		`Parameter: ${code(entry.path)}, ${kindOf(property)}`,
		...listed('Choices', choicesOf(property)),
		...listed(
			'Kinds',
			groupsOf(property).filter((_, __, { length }) => length > 1),
		),
		...defaultOf(property, known),
		...(known.inApi.length === 0 ? [] : [`In the API: ${known.inApi.map(code).join(', ')}`]),
		...[shownWhen(entry, panel)]
			.filter((when) => when !== '')
			.map((when) => `Shown: ${plain(when)}`),
	];
	const says = [property.description, property.hint].filter((text) => text !== undefined);
	return [
		heading,
		...says.map((text) => `${withLinks(text)}.`),
		facts.map((fact) => `- ${fact}`).join('\n'),
	].join('\n\n');
}

type Listed = ReadonlyArray<{
	name: string;
	displayName?: string;
	value?: unknown;
	description?: string;
}>;

/** A list inside the list, of choices or of kinds of entries. */
function listed(title: string, entries: Listed): string[] {
	const lines = entries.map(
		({ name, displayName, value = name, description }) =>
			`  - **${plain(displayName ?? name)}** (${code(String(value))})${description === undefined ? '' : `: ${plain(description)}`}`,
	);
	return lines.length === 0 ? [] : [[`${title}:`, ...lines].join('\n')];
}

const KINDS: Readonly<Record<string, string>> = {
	boolean: 'a switch',
	collection: 'a collection of options',
	fixedCollection: 'a list',
	json: 'JSON',
	number: 'a number',
	options: 'a choice',
	resourceLocator: 'from a list or by ID',
	string: 'a text',
};

function kindOf({ type, typeOptions = {}, required, noDataExpression }: INodeProperties): string {
	const kind = KINDS[type];
	if (kind === undefined) throw new RangeError(`There is no word for the type ${type}`);
	const { minValue, maxValue, numberPrecision, multipleValues, password } = typeOptions;
	const whole = type === 'number' && numberPrecision === 0 ? 'a whole number' : kind;
	const many = type === 'string' && multipleValues === true ? 'several texts' : whole;
	return [
		many,
		...(minValue === undefined ? [] : [`at least ${minValue}`]),
		...(maxValue === undefined ? [] : [`at most ${maxValue}`]),
		...(password === true ? ['kept secret'] : []),
		...(required === true ? ['required'] : []),
		...(noDataExpression === true ? ['no expressions'] : []),
	].join(', ');
}

function defaultOf({ type, default: value }: INodeProperties, { isUnset }: Known): string[] {
	if (type === 'collection' || type === 'fixedCollection') return [];
	const shown = shownDefault(value);
	const filled = shown === undefined ? [] : [`Default: ${code(shown)}`];
	return isUnset === true ? [...filled, 'Not added: nothing is sent'] : filled;
}

function shownDefault(value: unknown): string | undefined {
	if (typeof value === 'object' && value !== null && 'mode' in value && 'value' in value) {
		return String(value.value);
	}
	const text = typeof value === 'string' ? value : JSON.stringify(value);
	const line = text.replace(/\s+/g, ' ').trim();
	return ['', '[]', '{}'].includes(line) ? undefined : line;
}

/** Descriptions of credentials have links as HTML, which n8n shows. */
function withLinks(description: string): string {
	const [before = '', href, text = '', after = ''] =
		/^(.*?)<a href="([^"]+)">([^<]+)<\/a>(.*)$/.exec(description)?.slice(1) ?? [];
	if (href === undefined) return plain(description);
	return `${plain(before)}[${plain(text)}](${href})${plain(after)}`;
}
