/** The median of several measurements, one after the other: a busy moment of the machine spoils only one. */
export async function medianOf(times: number, measure: () => Promise<number>): Promise<number> {
	const values: number[] = [];
	for (let time = 0; time < times; time++) values.push(await measure());
	values.sort((one, other) => one - other);
	return values[Math.floor(times / 2)] ?? Number.NaN;
}
