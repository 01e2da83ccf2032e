/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeProperties } from 'n8n-workflow';
import { ClaudeMessagesApi } from '../../credentials/ClaudeMessagesApi.credentials';
import { ClaudeMessages } from '../../nodes/ClaudeMessages/ClaudeMessages.node';
import { coveragePage, PAGE } from './coverage';
import { placesOf, type Proof } from './places';
import { readSdkNames, type SdkNames } from './sdkTypes';

const NAMES = readSdkNames();
const PLACES = placesOf(NAMES);
const SECTIONS = Object.keys(NAMES) as Array<keyof SdkNames>;

/** However wide its columns are. */
const unaligned = (page: string) => page.replace(/ +/g, ' ').replace(/-+/g, '-').trim();

test('the page is what the script makes of the SDK that is installed', () => {
	expect(unaligned(readFileSync(PAGE, 'utf8'))).toBe(unaligned(coveragePage(NAMES)));
});

test('the SDK was read: no list is short', () => {
	const least = { parameters: 30, requestBlocks: 15, responseBlocks: 12, citations: 5 };
	for (const section of SECTIONS) expect(NAMES[section].length).toBeGreaterThanOrEqual(5);
	for (const [section, count] of Object.entries(least)) {
		expect(NAMES[section as keyof SdkNames].length).toBeGreaterThanOrEqual(count);
	}
});

test.each(SECTIONS)(
	'every name of the SDK has its row, and no row names anything else: %s',
	(section) => {
		expect(PLACES[section].map(([name]) => name).sort()).toEqual([...NAMES[section]].sort());
	},
);

test('no row is empty', () => {
	const cells = SECTIONS.flatMap((section) => PLACES[section]).flat(2);
	expect(cells.filter((cell) => cell.trim() === '')).toEqual([]);
});

/** A test file and the tables of its folder. */
function sourceOf(file: string): string {
	const path = join(__dirname, '../engine', file);
	const folder = path.replace(/\.test\.ts$/, '');
	const tables = existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : [];
	return [path, ...tables].map((each) => readFileSync(each, 'utf8')).join('\n');
}

const PROOFS = [
	...new Map(
		SECTIONS.flatMap((section) => PLACES[section]).map(([, , proof]) => [proof.join(), proof]),
	).values(),
];

test.each<Proof>(PROOFS)('the proof is there: %s, %s', (file, words) => {
	expect(sourceOf(file)).toContain(words);
});

/** Everything that a user can read as a label or a choice. */
function labelsIn(properties: readonly INodeProperties[]): string[] {
	return properties.flatMap(({ displayName, options = [] }) => [
		displayName,
		...options.flatMap((entry) => {
			if ('values' in entry) return [entry.displayName, ...labelsIn(entry.values)];
			return 'type' in entry ? labelsIn([entry]) : [entry.name];
		}),
	]);
}

test('every place of a parameter or a block of a request is a label of the panel', () => {
	const labels = new Set([
		'Credential',
		...labelsIn(new ClaudeMessages().description.properties),
		...labelsIn(new ClaudeMessagesApi().properties),
	]);
	const used = [...PLACES.parameters, ...PLACES.requestBlocks].flatMap(([, where]) =>
		where.split(' → '),
	);
	expect([...new Set(used)].filter((label) => !labels.has(label))).toEqual([]);
});
