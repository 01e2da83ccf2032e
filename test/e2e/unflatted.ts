/**
 * What n8n keeps of an execution, as it was: a list of values in which each text within an object or a list
 * is the place of another value.
 *
 * @see https://github.com/WebReflection/flatted
 */
export function unflatted<Value>(text: string): Value {
	const written: unknown[] = JSON.parse(text);
	const made = new Map<number, object>();

	function at(place: number): unknown {
		const value = written[place];
		if (typeof value !== 'object' || value === null) return value;
		const known = made.get(place);
		if (known !== undefined) return known;
		const whole = Array.isArray(value) ? [] : {};
		made.set(place, whole);
		for (const [key, inner] of Object.entries(value)) {
			Object.assign(whole, { [key]: typeof inner === 'string' ? at(Number(inner)) : inner });
		}
		return whole;
	}

	return JSON.parse(JSON.stringify(at(0)));
}
