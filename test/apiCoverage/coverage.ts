/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { join } from 'node:path';
import { formatted } from '../markdown';
import type { Place, Places } from './places/place';
import type { SdkNames } from './sdkTypes';

/** The page that the table is on. */
export const PAGE = join(__dirname, '../../docs/coverage.md');

const SECTIONS: ReadonlyArray<readonly [title: string, section: keyof SdkNames]> = [
	['Request parameters', 'parameters'],
	['Content blocks of a request', 'requestBlocks'],
	['Tools', 'tools'],
	['Content blocks of an answer', 'responseBlocks'],
	['Citations', 'citations'],
	['Stop reasons', 'stopReasons'],
	['Fields of the message', 'message'],
	['Usage', 'usage'],
];

const HEAD = `# What of the Messages API is where

Every parameter, content block, tool, citation, stop reason and count that the types of Anthropic's official SDK have, where it is on the panel or in the item, and the test that proves it. \`npm run coverage\` makes this page; a test fails when it is stale, when the SDK has a name that stands not here, when a label that is named here is gone, and when a test that is named here did not pass.

What the panel has no field for goes through **Extra Body** (fields of the request) and **Messages (JSON)** (content blocks), unchanged. With **Simplify** off the API's message comes out as it is.`;

/** The page as Markdown, in the order of the SDK's names; throws where one has no row. */
export async function coveragePage(names: SdkNames, places: Places): Promise<string> {
	const sections = SECTIONS.map(([title, section]) => {
		const rows = names[section].map((name) => {
			const place = places[section].find(([own]) => own === name);
			if (place === undefined) throw new RangeError(`There is no row for ${name} in ${section}`);
			return line(place);
		});
		return [`## ${title}`, '', '| name | where | test |', '| --- | --- | --- |', ...rows].join(
			'\n',
		);
	});
	const page = [HEAD, ...sections].join('\n\n');
	return await formatted(page);
}

const line = ([name, where, [file, test]]: Place) =>
	`| \`${name}\` | ${where} | ${test} (\`test/engine/${file}\`) |`;
