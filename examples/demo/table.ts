/** Columns of a table by their titles. */
export type Row = Readonly<Record<string, string>>;

/** A table of text that wraps in its cells, so that it fits a terminal of `width` characters. */
export function table(rows: readonly Row[], width = 110): string {
	const titles = [...new Set(rows.flatMap((row) => Object.keys(row)))];
	const widths = columnWidths(titles, rows, width - 3 * titles.length - 1);
	const rule = `+${widths.map((size) => '-'.repeat(size + 2)).join('+')}+`;
	const head = line(titles, widths);
	const body = rows.flatMap((row) => [
		line(
			titles.map((title) => row[title] ?? ''),
			widths,
		),
		rule,
	]);
	return [rule, head, rule, ...body].join('\n');
}

/** What a column needs, and where that is too much a fair share of what the others leave. */
function columnWidths(titles: readonly string[], rows: readonly Row[], room: number): number[] {
	const needs = titles.map((title) =>
		Math.max(
			title.length,
			...rows.flatMap((row) => (row[title] ?? '').split('\n').map(({ length }) => length)),
		),
	);
	const share = Math.floor(room / titles.length);
	const spare = room - needs.reduce((sum, need) => sum + Math.min(need, share), 0);
	const wide = needs.filter((need) => need > share).length;
	return needs.map((need) =>
		need <= share ? need : Math.min(need, share + Math.floor(spare / wide)),
	);
}

function line(cells: readonly string[], widths: readonly number[]): string {
	const wrapped = cells.map((cell, column) => wrap(cell, widths[column] ?? 1));
	const height = Math.max(...wrapped.map(({ length }) => length));
	return Array.from({ length: height }, (_, row) => {
		const texts = wrapped.map((lines, column) => (lines[row] ?? '').padEnd(widths[column] ?? 1));
		return `| ${texts.join(' | ')} |`;
	}).join('\n');
}

/** Breaks at blanks where it can, inside a word where it must. */
function wrap(text: string, width: number): string[] {
	return text.split('\n').flatMap((paragraph) => {
		const lines: string[] = [''];
		for (const word of paragraph.split(' ').flatMap((part) => pieces(part, width))) {
			const last = lines.at(-1) ?? '';
			const longer = last === '' ? word : `${last} ${word}`;
			if (longer.length <= width) lines[lines.length - 1] = longer;
			else lines.push(word);
		}
		return lines;
	});
}

function pieces(word: string, width: number): string[] {
	const count = Math.max(1, Math.ceil(word.length / width));
	return Array.from({ length: count }, (_, index) =>
		word.slice(index * width, (index + 1) * width),
	);
}
