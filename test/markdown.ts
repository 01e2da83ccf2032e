import * as markdown from 'prettier/plugins/markdown';
import { format } from 'prettier/standalone';

/** Markdown with its columns aligned, as `npm run lint` wants it; Jest cannot load the whole of Prettier. */
export async function formatted(page: string): Promise<string> {
	return await format(page, { parser: 'markdown', plugins: [markdown], useTabs: true });
}

/** Words as they are, whatever they mean in Markdown, or in the templates of the site. */
export function plain(words: string): string {
	return words
		.replace(/[\\`*_[\]|]/g, '\\$&')
		.replaceAll('<', '&lt;')
		.replaceAll('{{', '&#123;&#123;');
}

/** A value in the letters of a machine, on one line. */
export function code(value: string): string {
	return value.includes('`') ? `\`\` ${value} \`\`` : `\`${value}\``;
}

/** A table; the cells are Markdown. */
export function table(head: readonly string[], rows: ReadonlyArray<readonly string[]>): string {
	const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
	return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
