/** Characters of the digest in a `custom_id`, 132 bits. */
const DIGEST_LENGTH = 22;

/** The `custom_id` of a request in a batch: the place of its item, and a digest of what is asked. */
export function customIdOf(itemIndex: number, digest: string): string {
	return `${itemIndex}-${digest.slice(0, DIGEST_LENGTH)}`;
}

/** The item's place in a `custom_id`; undefined for one that another program made. */
export function indexIn(customId: string): number | undefined {
	const digits = /^\d{1,9}(?=-)/.exec(customId)?.[0];
	return digits === undefined ? undefined : Number(digits);
}

/** The results of a batch in the order of its requests; those that another program named stay at the end. */
export function inRequestOrder<Result extends { customId: string }>(
	results: readonly Result[],
): Result[] {
	return results
		.map((result) => ({ result, place: indexIn(result.customId) ?? Infinity }))
		.sort((a, b) => (a.place === b.place ? 0 : a.place - b.place))
		.map(({ result }) => result);
}
