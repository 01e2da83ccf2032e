import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';

/**
 * A field that is shown only where other fields have certain values, in addition to its own conditions.
 *
 * @param conditions values by the name of a field; inside a collection a leading `/` refers to fields outside
 * of it
 */
export function shownFor(
	conditions: NonNullable<IDisplayOptions['show']>,
	property: INodeProperties,
): INodeProperties {
	const { show, ...others } = property.displayOptions ?? {};
	return { ...property, displayOptions: { ...others, show: { ...show, ...conditions } } };
}
