/** The place of an entry or a field within JSON, as in `items[0].price` or `prices["per unit"]`; the root is empty. */
export function placeIn(place: string, key: string | number): string {
	if (typeof key === 'number') return `${place}[${key}]`;
	if (!/^[\p{L}_$][\p{L}\p{N}_$-]*$/u.test(key)) return `${place}[${JSON.stringify(key)}]`;
	return place === '' ? key : `${place}.${key}`;
}
