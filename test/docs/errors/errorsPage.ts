import { code, formatted, plain, table } from '../../markdown';
import { type Advice, advices } from './advices';
import { groupOf, GROUPS, OWN_FAULT } from './groups';
import { readProgram } from './program';
import { sitesIn, type Told, toldBy } from './sites';
import { HOLE } from './wording';

const HEAD = `# All error messages

Every message that the node can give, and what it advises. \`npm run docs:generate\` reads them out of the code, so nothing is missing here. [Errors](../errors.md) explains the common ones.

**${HOLE}** stands for what only a run knows: a name, a figure, a model, a host. **[Words in brackets]** are there only sometimes. To find the message that you have in front of you, search this page for words of it that are the same in every run.`;

const BY_TYPE = `## What the API says

Here the message is the API's own sentence, which is not in this package, or that of a gateway. The advice goes by its type.`;

const OWN = `## A mistake of the node

Not your workflow's fault.`;

/** The page as Markdown. */
export async function errorsPage(): Promise<string> {
	const program = readProgram();
	const told = sitesIn(program).flatMap((site) => toldBy(site, program));
	const worded = told.filter(({ message }) => message !== HOLE);
	const sections = [
		HEAD,
		...GROUPS.map(({ title, intro }) => {
			const rows = worded.filter(
				({ place, type }) => type !== OWN_FAULT && groupOf(place).title === title,
			);
			return `## ${title}\n\n${intro}\n\n${messages(rows)}`;
		}),
		`${BY_TYPE}\n\n${byType(advices(program))}`,
		`${OWN}\n\n${messages(worded.filter(({ type }) => type === OWN_FAULT))}`,
	];
	return await formatted(sections.join('\n\n'));
}

/** One line for each message, with all advice that comes with it. */
function messages(rows: readonly Told[]): string {
	const lines = new Map<string, { cells: string[]; advice: Set<string> }>();
	for (const { message, type, advice } of rows) {
		const cells = [says(message), type === HOLE ? 'by status' : code(type)];
		const key = cells.join('|');
		const line = lines.get(key) ?? { cells, advice: new Set() };
		lines.set(key, line);
		line.advice.add(advice === HOLE ? 'As for its type, below' : says(advice));
	}
	return table(
		['What you see', 'Type', 'What to do'],
		[...lines.values()].map(({ cells, advice }) => [...cells, [...advice].join('<br>')]),
	);
}

function byType(all: readonly Advice[]): string {
	return table(
		['Type', 'What to do'],
		all.map(({ when, advice }) => [when, says(advice)]),
	);
}

/** `networkFailure` puts the host where this word is. */
const HOST = /\bHOST\b/g;

/** A text for readers: addresses and labels stay as they are. */
function says(text: string): string {
	const line = text
		.replace(HOST, HOLE)
		.replaceAll('⟦', '[')
		.replaceAll('⟧', ']')
		.replace(/\s+/g, ' ')
		.trim();
	// An address in an example is not a link.
	return line
		.split(/(https?:\/\/[^\s,]+[^\s,.])/)
		.map((part, index) => (index % 2 === 1 ? code(part) : plain(part)))
		.join('');
}
