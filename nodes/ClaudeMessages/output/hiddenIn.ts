import { isRecord } from '../../shared/json';

/** The same value with all its texts changed, those of its keys too. */
export function hiddenIn<Value>(value: Value, hide: (text: string) => string): Value {
	return JSON.parse(JSON.stringify(value), (_, each: unknown) => {
		if (typeof each === 'string') return hide(each);
		if (!isRecord(each)) return each;
		return Object.fromEntries(Object.entries(each).map(([key, field]) => [hide(key), field]));
	});
}
