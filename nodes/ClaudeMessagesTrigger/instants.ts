/** A time in one form of RFC 3339, so that times can be compared as texts; empty where there is none. */
export function instant(at: unknown): string {
	const time = Date.parse(String(at));
	return Number.isNaN(time) ? '' : new Date(time).toISOString();
}

/** A time so many milliseconds earlier; empty where there is none. */
export function minus(at: string, ms: number): string {
	return at === '' ? '' : instant(new Date(Date.parse(at) - ms).toJSON());
}

export function order(a: string, b: string): number {
	return a < b ? -1 : Number(a > b);
}

export const latest = (times: readonly string[]) => [...times].sort(order).at(-1) ?? '';

export const earliest = (times: readonly string[]) => [...times].sort(order)[0] ?? '';
