/** The same value with all its texts changed. */
export function hiddenIn<Value>(value: Value, hide: (text: string) => string): Value {
	return JSON.parse(JSON.stringify(value), (_, each: unknown) =>
		typeof each === 'string' ? hide(each) : each,
	);
}
