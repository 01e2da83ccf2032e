/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeProperties } from 'n8n-workflow';
import { ClaudeMessagesApi } from '../../credentials/ClaudeMessagesApi.credentials';
import { ClaudeMessages } from '../../nodes/ClaudeMessages/ClaudeMessages.node';
import { coveragePage, PAGE } from './coverage';
import { PLACES } from './places';
import { readSdkNames } from './sdkTypes';

const NAMES = readSdkNames();
const LISTS = [
	['parameters', NAMES.parameters, PLACES.parameters],
	['blocks of a request', NAMES.requestBlocks, PLACES.requestBlocks],
	['tools', NAMES.tools, PLACES.tools],
	['blocks of an answer', NAMES.responseBlocks, PLACES.responseBlocks],
	['citations', NAMES.citations, PLACES.citations],
	['stop reasons', NAMES.stopReasons, PLACES.stopReasons],
	['fields of the message', NAMES.message, PLACES.message],
	['usage', NAMES.usage, PLACES.usage],
] as const;
const ROWS = Object.values(PLACES).flat();

test('the page is what `npm run coverage` makes of the SDK that is installed', async () => {
	expect(readFileSync(PAGE, 'utf8')).toBe(await coveragePage(NAMES, PLACES));
});

test('the SDK was read: names that everybody knows are in its lists', () => {
	expect(NAMES.parameters).toEqual(
		expect.arrayContaining(['model', 'thinking.enabled.budget_tokens', 'tool_choice.tool.name']),
	);
	expect(NAMES.requestBlocks).toEqual(
		expect.arrayContaining(['text', 'image.source.base64', 'document.title']),
	);
	expect(NAMES.tools).toEqual(expect.arrayContaining(['custom', 'bash_20250124']));
	expect(NAMES.responseBlocks).toEqual(expect.arrayContaining(['text', 'tool_use']));
	expect(NAMES.citations).toContain('char_location');
	expect(NAMES.stopReasons).toContain('end_turn');
	expect(NAMES.message).toContain('stop_reason');
	expect(NAMES.usage).toEqual(
		expect.arrayContaining(['input_tokens', 'server_tool_use.web_search_requests']),
	);
});

test.each(LISTS)(
	'every name of the SDK has one row, and no row another: %s',
	(_, names, places) => {
		expect(places.map(([name]) => name).sort()).toEqual([...names].sort());
	},
);

test('no cell is empty', () => {
	const cells = ROWS.flatMap(([name, where, proof]) => [name, where, ...proof]);
	expect(cells.filter((cell) => cell.trim() === '')).toEqual([]);
});

// Whether the tests themselves are there and pass, `provenRows.js` tells at the end of the run.
test('every file that a row names is there', () => {
	const files = ROWS.map(([, , [file]]) => join(__dirname, '../engine', file));
	expect(files.filter((file) => !existsSync(file))).toEqual([]);
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

test('every place of a request is a label of the panel or of the credential', () => {
	const labels = new Set([
		'Credential',
		...labelsIn(new ClaudeMessages().description.properties),
		...labelsIn(new ClaudeMessagesApi().properties),
	]);
	const used = [PLACES.parameters, PLACES.requestBlocks, PLACES.tools]
		.flat()
		.flatMap(([, where]) => where.split(' → '));
	expect(used.filter((label) => !labels.has(label))).toEqual([]);
});
