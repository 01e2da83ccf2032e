/** Adds to the end of a list. `push(...more)` passes each value as an argument, and very many overflow the stack. */
export function append<Value>(list: Value[], more: readonly Value[]): void {
	for (const value of more) list.push(value);
}
