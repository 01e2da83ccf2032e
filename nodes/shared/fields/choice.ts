import { invalidInput } from '../errors/failure';
import { listed, show } from '../words';

/** One of the fixed values of a field. */
export interface Choice<Value extends string> {
	/** What the user sees. */
	name: string;
	value: Value;
	description?: string;
}

/**
 * Reads a field with fixed values; `fallback` applies while the user has not added it.
 *
 * @throws Failure that names the field and its choices
 */
export function readChoice<Value extends string>(
	value: unknown,
	label: string,
	choices: ReadonlyArray<Choice<Value>>,
	fallback: NoInfer<Value>,
): Value {
	if (value === undefined) return fallback;
	const chosen = choices.find((choice) => choice.value === value);
	if (chosen !== undefined) return chosen.value;
	const names = listed(choices.map(({ name }) => `'${name}'`));
	const values = listed(choices.map((choice) => choice.value));
	throw invalidInput(
		`'${label}' is ${show(value)}`,
		`Choose ${names} (in an expression: ${values}).`,
	);
}
