import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';
import { choicesOf, type Entry } from './entries';

/** The root of a panel, for conditions that name its fields. */
export interface Panel {
	properties: readonly INodeProperties[];
}

/**
 * When a field is shown, in the words of the panel: "Message → Send, Count Tokens; Batch → Create", then what
 * other fields have to be. Empty for a field that is always there.
 */
export function shownWhen({ shown, siblings }: Entry, panel: Panel): string {
	if (shown.includes(undefined)) return '';
	const all = shown.map((conditions = {}) => operationsIn(conditions, panel));
	const operations = [...new Set(all.flat())];
	const others = [
		...new Set(shown.map((conditions = {}) => othersIn(conditions, siblings, panel))),
	];
	return [operations.join('; '), ...(others.includes('') ? [] : [others.join(', or ')])]
		.filter((part) => part !== '')
		.join(', ');
}

type Values = NonNullable<IDisplayOptions['show']>[string];

/** As in "Message → Send, Count Tokens", one text for each resource. */
function operationsIn({ show = {} }: IDisplayOptions, { properties }: Panel): string[] {
	const wanted = show.operation ?? show['/operation'];
	if (wanted === undefined) return [];
	const resources = properties.find(({ name }) => name === 'resource');
	return choicesOf(resources ?? NOTHING).flatMap((resource) => {
		if (show.resource !== undefined && !has(show.resource, resource.value)) return [];
		const own = properties.find(
			({ name, displayOptions }) =>
				name === 'operation' && has(displayOptions?.show?.resource ?? [], resource.value),
		);
		const names = choicesOf(own ?? NOTHING)
			.filter(({ value }) => has(wanted, value))
			.map(({ name }) => name);
		// Options name operations alone; their collection is there for messages and batches.
		const isElsewhere = show.resource === undefined && !WITH_OPTIONS.includes(resource.value);
		return names.length === 0 || isElsewhere ? [] : [`${resource.name} → ${names.join(', ')}`];
	});
}

const WITH_OPTIONS: unknown[] = ['message', 'batch'];

const NOTHING: INodeProperties = { displayName: '', name: '', type: 'string', default: '' };

const has = (values: Values, value: unknown) => (values ?? []).some((each) => each === value);

/** As in "when Type is Image or Document". */
function othersIn(
	{ show = {}, hide = {} }: IDisplayOptions,
	siblings: readonly INodeProperties[],
	panel: Panel,
): string {
	const said = (conditions: NonNullable<IDisplayOptions['show']>) =>
		Object.entries(conditions)
			.filter(([name]) => !['resource', 'operation', '/operation'].includes(name))
			.map(([name, values]) => condition(name, values, siblings, panel))
			.join(' and ');
	const parts = [
		['when', said(show)],
		['unless', said(hide)],
	];
	return parts.flatMap(([word, what]) => (what === '' ? [] : [`${word} ${what}`])).join(', ');
}

function condition(
	name: string,
	values: Values,
	siblings: readonly INodeProperties[],
	{ properties }: Panel,
): string {
	const bare = name.replace(/^\//, '');
	const field = (name === bare ? siblings : properties).find((each) => each.name === bare);
	if (field === undefined) throw new RangeError(`There is no field ${name}`);
	const words = (values ?? []).map((value) => {
		if (typeof value === 'boolean') return value ? 'on' : 'off';
		return choicesOf(field).find((choice) => choice.value === value)?.name ?? String(value);
	});
	return `${field.displayName} is ${words.join(' or ')}`;
}
