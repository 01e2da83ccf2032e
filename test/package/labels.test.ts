/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeProperties } from 'n8n-workflow';
import { ClaudeMcpServerApi } from '../../credentials/ClaudeMcpServerApi.credentials';
import { ClaudeMessagesApi } from '../../credentials/ClaudeMessagesApi.credentials';
import { properties } from '../../nodes/ClaudeMessages/panel';

const SHARED = join(__dirname, '..', '..', 'nodes', 'shared');

function labelsIn(value: unknown): string[] {
	if (Array.isArray(value)) return value.flatMap(labelsIn);
	if (typeof value !== 'object' || value === null) return [];
	const inside = Object.values(value).flatMap(labelsIn);
	return 'displayName' in value ? [String(value.displayName), ...inside] : inside;
}

/**
 * An option of every operation that asks, a word that is another thing in errors of other clouds, and a field
 * that n8n adds to every credential.
 */
const COMMON = ['Longest Wait', 'Message', 'Allowed Domains'];

const credentials: INodeProperties[][] = [
	new ClaudeMessagesApi().properties,
	new ClaudeMcpServerApi().properties,
];
const shared = labelsIn(credentials);
const labels = [...new Set(labelsIn(properties))].filter(
	(label) => ![...shared, ...COMMON].includes(label),
);

/** The fields that every panel has are named where they are read. */
const files = readdirSync(SHARED, { recursive: true, encoding: 'utf8' }).filter(
	(path) => path.endsWith('.ts') && !path.startsWith('fields'),
);

test('the labels of the panel were found', () => {
	expect(labels).toEqual(expect.arrayContaining(['Model', 'Max Tokens', 'Temperature']));
});

test.each(files)('%s, which every node uses, names no field of a panel', (path) => {
	const text = readFileSync(join(SHARED, path), 'utf8').replace(/^\s*(?:\/?\*|\/\/).*$/gm, '');
	expect(labels.filter((label) => text.includes(`'${label}'`))).toEqual([]);
});
