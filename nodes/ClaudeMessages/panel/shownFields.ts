import type { INodeProperties } from 'n8n-workflow';
import { properties } from './index';

/** What is chosen at the top of the panel. */
export interface Chosen {
	resource: string;
	operation: string;
}

/**
 * The names of the fields that an operation always has, and those of its options as in `options.timeout`. A
 * field that depends on another one is left out.
 */
export function shownFields(chosen: Chosen): ReadonlySet<string> {
	const fields = properties.filter((property) => isShown(property, chosen));
	const names = fields.flatMap(({ name, options = [] }) => [
		name,
		...options.flatMap((option) =>
			'displayName' in option && 'type' in option && isShown(option, chosen)
				? [`${name}.${option.name}`]
				: [],
		),
	]);
	return new Set(names);
}

function isShown({ displayOptions }: INodeProperties, chosen: Chosen): boolean {
	const values: Record<string, unknown> = { ...chosen };
	return Object.entries(displayOptions?.show ?? {}).every(([name, wanted = []]) => {
		const value = values[name.replace('/', '')];
		return wanted.some((each) => each === value);
	});
}
