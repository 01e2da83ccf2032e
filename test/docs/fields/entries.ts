import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';

/** A field of a panel, wherever it stands. */
export interface Entry {
	property: INodeProperties;
	/** Its place in a workflow's JSON, as in `messages.values.role`. */
	path: string;
	/** Labels of the collections that it is in, the outermost first. */
	inside: readonly string[];
	/** The fields beside it, which its conditions name. */
	siblings: readonly INodeProperties[];
	/** Fields that look the same at the same place, with other conditions; itself included. */
	shown: ReadonlyArray<INodeProperties['displayOptions']>;
}

/** All fields of a panel in their order, those inside collections behind the collection. */
export function entriesOf(
	properties: readonly INodeProperties[],
	above: { path: string; inside: readonly string[] } = { path: '', inside: [] },
): Entry[] {
	return properties
		.filter(({ type }) => type !== 'notice')
		.flatMap((property) => {
			const path = `${above.path}${property.name}`;
			const own: Entry = {
				property,
				path,
				inside: above.inside,
				siblings: properties,
				shown: [property.displayOptions],
			};
			return [own, ...entriesIn(own)];
		});
}

function entriesIn({ property, path, inside, siblings }: Entry): Entry[] {
	const labels = [...inside, property.displayName];
	if (property.type === 'collection') {
		const entries = entriesOf(propertiesOf(property), { path: `${path}.`, inside: labels });
		// Within another one, a collection has conditions that hold for what is in it.
		const isShown = inside.length > 0 && property.displayOptions !== undefined;
		return isShown
			? entries.map((entry) => ({ ...entry, shown: [property.displayOptions], siblings }))
			: entries;
	}
	if (property.type !== 'fixedCollection') return [];
	const groups = groupsOf(property);
	return groups.flatMap(({ name, displayName, values }) => {
		const within = groups.length === 1 ? labels : [...labels, displayName];
		return entriesOf(values, { path: `${path}.${name}.`, inside: within });
	});
}

/** The fields of a collection. */
export function propertiesOf({ options = [] }: INodeProperties): INodeProperties[] {
	return options.filter((option): option is INodeProperties => 'type' in option);
}

/** The groups of a fixed collection. */
export function groupsOf({ options = [] }: INodeProperties): INodePropertyCollection[] {
	return options.filter((option): option is INodePropertyCollection => 'values' in option);
}

/** The values that a field with fixed values has. */
export function choicesOf({ type, options = [] }: INodeProperties): INodePropertyOptions[] {
	const isChoice = (option: object): option is INodePropertyOptions => 'value' in option;
	return type === 'options' ? options.filter(isChoice) : [];
}

/**
 * Fields at one place that differ only in when they are shown become one: a panel repeats them for each
 * operation. Collections inside others become one too, whatever is in them.
 */
export function merged(entries: readonly Entry[]): Entry[] {
	const byLook = new Map<string, Entry>();
	for (const entry of entries) {
		const { options, ...others } = entry.property;
		const look = { ...others, displayOptions: undefined };
		const isNested = look.type === 'collection' && entry.inside.length > 0;
		const key = JSON.stringify([entry.path, look, isNested ? [] : options]);
		const known = byLook.get(key);
		byLook.set(
			key,
			known === undefined ? entry : { ...known, shown: [...known.shown, ...entry.shown] },
		);
	}
	return [...byLook.values()];
}
