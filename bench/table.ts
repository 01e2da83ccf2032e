/** One measured promise. */
export interface Row {
	work: string;
	/** The figure as it is printed, with its floor. */
	measured: string;
	/** What the promise says. */
	bound: string;
	/** The number that is held against the bound. */
	value: number;
	/** The largest value that keeps the promise, or the smallest where more is better. */
	limit: { most: number } | { least: number };
}

/** Whether a promise is kept, with some slack for a noisy machine. */
export function isKept({ value, limit }: Row, slack = 1): boolean {
	return 'most' in limit ? value <= limit.most * slack : value >= limit.least / slack;
}

/** Rows as a Markdown table. */
export function markdown(rows: readonly Row[]): string {
	const lines = rows.map(
		(row) => `| ${row.work} | ${row.measured} | ${row.bound} | ${isKept(row) ? 'yes' : 'no'} |`,
	);
	return ['| work | measured | promise | kept |', '| --- | --- | --- | --- |', ...lines].join('\n');
}

export const round = (value: number, digits = 2): string => value.toFixed(digits);
