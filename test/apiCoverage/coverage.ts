/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { join } from 'node:path';
import { placesOf } from './places';
import type { SdkNames } from './sdkTypes';

/** The page that the table is on. */
export const PAGE = join(__dirname, '../../docs/coverage.md');

const SECTIONS: ReadonlyArray<readonly [title: string, section: keyof SdkNames]> = [
	['Request parameters', 'parameters'],
	['Content blocks of a request', 'requestBlocks'],
	['Content blocks of an answer', 'responseBlocks'],
	['Citations', 'citations'],
	['Stop reasons', 'stopReasons'],
	['Fields of the message', 'message'],
	['Usage', 'usage'],
];

const HEAD = `# What of the Messages API is where

Every parameter, content block, stop reason and count that the types of Anthropic's official SDK have, where it is on the panel or in the item, and the test that proves it. \`npm run coverage\` makes this page from those types, and a test fails when it is stale or has a gap.

What the panel has no field for goes through **Extra Body** (fields of the request) and **Messages (JSON)** (content blocks), unchanged. With **Simplify** off the API's message comes out as it is.`;

/** The page as Markdown, its columns not aligned yet. */
export function coveragePage(names: SdkNames): string {
	const places = placesOf(names);
	const sections = SECTIONS.map(([title, section]) => {
		const rows = places[section].map(
			([name, where, [file, words]]) =>
				`| \`${name}\` | ${where} | ${readable(words)} (\`test/engine/${file}\`) |`,
		);
		return [`## ${title}`, '', '| name | where | test |', '| --- | --- | --- |', ...rows].join(
			'\n',
		);
	});
	return [HEAD, ...sections].join('\n\n');
}

/** What stands for a value in the name of a test is left out. */
function readable(words: string): string {
	return words.replaceAll("'", '').replace(/\$\{\w+\}|%s/g, '…');
}
