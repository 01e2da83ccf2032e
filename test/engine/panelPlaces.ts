import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';

type Entry = NonNullable<INodeProperties['options']>[number];

export const isProperty = (entry: Entry): entry is INodeProperties => 'type' in entry;
export const isGroup = (entry: Entry): entry is INodePropertyCollection => 'values' in entry;
export const isValue = (entry: Entry): entry is INodePropertyOptions => 'value' in entry;

/** Every place of the panel where a user can choose or type something. */
export function pathsOf(
	{ name, type, options = [], modes = [] }: INodeProperties,
	above = '',
): string[] {
	const path = `${above}${name}`;
	switch (type) {
		case 'collection':
			return options.filter(isProperty).flatMap((inner) => pathsOf(inner, `${path}.`));
		case 'fixedCollection':
			return options
				.filter(isGroup)
				.flatMap((group) =>
					group.values.flatMap((inner) => pathsOf(inner, `${path}.${group.name}.`)),
				);
		case 'options':
		case 'multiOptions':
			return options.filter(isValue).map(({ value }) => `${path}=${String(value)}`);
		case 'resourceLocator':
			return modes.map((mode) => `${path}=${mode.name}`);
		default:
			return [path];
	}
}

/** Every property of the panel, those inside collections included. */
export function allOf(properties: readonly INodeProperties[]): INodeProperties[] {
	return properties.flatMap((property) => [
		property,
		...(property.options ?? []).flatMap((entry) => {
			if (isGroup(entry)) return allOf(entry.values);
			return isProperty(entry) ? allOf([entry]) : [];
		}),
	]);
}

/** A notice is a sentence itself. */
export const isNoNotice = ({ type }: INodeProperties) => type !== 'notice';
