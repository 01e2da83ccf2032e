import type { INodeProperties } from 'n8n-workflow';
import { ClaudeMcpServerApi } from '../../../credentials/ClaudeMcpServerApi.credentials';
import { ClaudeMessagesApi } from '../../../credentials/ClaudeMessagesApi.credentials';
import { properties } from '../../../nodes/ClaudeMessages/panel';
import { readOptions } from '../../../nodes/ClaudeMessages/panel/options';
import { properties as ofTrigger } from '../../../nodes/ClaudeMessagesTrigger/panel';
import { PLACES } from '../../apiCoverage/places';
import { code, formatted, plain, table } from '../../markdown';
import { choicesOf, entriesOf, type Entry, merged } from './entries';
import { entryText, type Known } from './entryText';

const HEAD = `# Field reference

Every field of the two nodes and the two credentials, in the order of the panel. \`npm run docs:generate\` makes this page from what n8n loads, so it says what this version has.

**Parameter** is the name in the workflow's JSON. **Default** is what n8n fills in. An option that you do not add is not sent, unless its description says otherwise. Where nothing is said under **Shown**, the field is always there.

Looking for a word? The search of this site finds fields by their label.`;

/** The page as Markdown. */
export async function fieldsPage(): Promise<string> {
	const parts = [
		HEAD,
		`## Resources and operations\n\n${operations()}`,
		...sections(),
		'## Claude Messages Trigger',
		...texts(entriesOf(ofTrigger), ofTrigger),
		...[new ClaudeMessagesApi(), new ClaudeMcpServerApi()].flatMap((credential) => [
			`## Credential: ${credential.displayName}`,
			...texts(entriesOf(credential.properties), credential.properties),
		]),
	];
	return await formatted(parts.join('\n\n'));
}

function operations(): string {
	const resources = properties.filter(({ name }) => name === 'resource').flatMap(choicesOf);
	const rows = resources.flatMap((resource) =>
		properties
			.filter(({ name }) => name === 'operation')
			.filter(({ displayOptions }) => displayOptions?.show?.resource?.includes(resource.value))
			.flatMap((operation) =>
				choicesOf(operation).map(({ name, value, description = '' }) => [
					plain(resource.name),
					plain(name),
					`${code(String(resource.value))}, ${code(String(value))}`,
					plain(description),
				]),
			),
	);
	return table(['Resource', 'Operation', 'Parameters', 'What it does'], rows);
}

/** The fields of the panel, then those of each collection. */
function sections(): string[] {
	const entries = merged(entriesOf(properties)).filter(
		({ path }) => path !== 'resource' && path !== 'operation',
	);
	const collections = entries.filter(
		({ property, inside }) =>
			inside.length === 0 && ['collection', 'fixedCollection'].includes(property.type),
	);
	const outside = entries.filter(({ inside }) => inside.length === 0);
	return [
		'## Fields',
		...texts(outside, properties),
		...collections.flatMap((collection) => [
			`## ${titleOf(collection)}`,
			...texts(merged(entriesOf([collection.property])).slice(1), properties),
		]),
	];
}

/** Two collections of the panel are called Options. */
function titleOf({ property, shown }: Entry): string {
	const isOfFiles = shown.some((each) => each?.show?.resource?.includes('file'));
	const name = isOfFiles ? `${property.displayName} of an upload` : `${property.displayName}`;
	return plain(property.type === 'collection' ? name : `Inside ${name}`);
}

function texts(entries: readonly Entry[], panel: readonly INodeProperties[]): string[] {
	return entries.map((entry) => {
		const [, ...groups] = entry.inside;
		const label = [...groups, entry.property.displayName].join(' → ');
		return entryText(entry, `### ${plain(label)}`, knownOf(entry), { properties: panel });
	});
}

/** What readOptions gives for options that were not added, in the order of the options. */
const UNADDED = Object.values(readOptions({}));

function knownOf({ property, path, inside, siblings }: Entry): Known {
	const isOption = path === `options.${property.name}` && siblings.length === UNADDED.length;
	const inApi = namesFor(property.displayName, path, inside);
	if (!isOption || inApi.length === 0) return { inApi };
	return { inApi, isUnset: isEmpty(UNADDED[siblings.indexOf(property)]) };
}

const isEmpty = (value: unknown) =>
	value === undefined || (Array.isArray(value) && value.length === 0);

/** The names that the coverage of the API has for a field of a request. */
function namesFor(label: string, path: string, inside: readonly string[]): string[] {
	const places = inside[0] === 'Messages' ? PLACES.requestBlocks : PLACES.parameters;
	const isOfRequest = inside.length === 0 || ['Messages', 'Options'].includes(inside[0] ?? '');
	if (!isOfRequest || path.startsWith('messages.values.options.options')) return [];
	return places.filter(([, where]) => where === label).map(([name]) => name);
}
