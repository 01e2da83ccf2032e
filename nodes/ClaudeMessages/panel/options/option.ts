import type { INodeProperties } from 'n8n-workflow';
import { type Choice, readChoice } from '../../../shared/fields/choice';
import { asText, readNumber, readSwitch } from '../../../shared/fields/values';

/**
 * One entry of the Options collection: its field, and how its value is read. `read` receives undefined for an
 * option that was not added.
 */
export interface Option<Value> {
	property: INodeProperties;
	read(value: unknown): Value;
}

/** The labels that every option has. */
type Labels = Pick<INodeProperties, 'description' | 'displayName' | 'displayOptions' | 'name'>;

/** Makes an option undefined, instead of its default, while the user has not added it. */
export function unset<Value>({ property, read }: Option<Value>): Option<Value | undefined> {
	return { property, read: (value) => (value === undefined ? undefined : read(value)) };
}

/** An option that is on or off. */
export function switchOption(labels: Labels & { default: boolean }): Option<boolean> {
	return {
		property: { ...labels, type: 'boolean' },
		read: (value) => readSwitch(value, labels.displayName, labels.default),
	};
}

/** An option with a few fixed values. */
export function choiceOption<Value extends string>(
	labels: Labels & { default: NoInfer<Value>; options: ReadonlyArray<Choice<Value>> },
): Option<Value> {
	const { displayName, options } = labels;
	return {
		property: { ...labels, type: 'options', options: [...options] },
		read: (value) => readChoice(value, displayName, options, labels.default),
	};
}

interface Numbers {
	default: number;
	min: number;
	max?: number;
	/** Whether only whole numbers are accepted. */
	integer?: boolean;
}

/** An option for a number within bounds. */
export function numberOption({ min, max, integer, ...labels }: Labels & Numbers): Option<number> {
	const kind = integer === true ? 'a whole number' : 'a number';
	return {
		property: {
			...labels,
			type: 'number',
			typeOptions: { minValue: min, maxValue: max, numberPrecision: integer === true ? 0 : 2 },
		},
		read: (value) =>
			value === undefined
				? labels.default
				: readNumber(value, {
						label: labels.displayName,
						takes:
							max === undefined ? `${kind} of at least ${min}` : `${kind} from ${min} to ${max}`,
						accepts: (number) =>
							number >= min &&
							number <= (max ?? Infinity) &&
							(integer !== true || Number.isInteger(number)),
					}),
	};
}

/** An option for a short text, with blanks around it trimmed; undefined where it is empty. */
export function textOption(
	labels: Labels & Pick<INodeProperties, 'placeholder'>,
): Option<string | undefined> {
	return {
		property: { ...labels, type: 'string', default: '' },
		read: (value) => asText(value, labels.displayName).trim() || undefined,
	};
}
