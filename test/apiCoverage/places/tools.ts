import { beside, type Place } from './place';

const TYPES = [
	'custom',
	'bash_20250124',
	'code_execution_20250522',
	'code_execution_20250825',
	'code_execution_20260120',
	'code_execution_20260521',
	'browser_toolset_20260801',
	'memory_20250818',
	'computer_toolset_20260801',
	'text_editor_20250124',
	'text_editor_20250429',
	'text_editor_20250728',
	'web_search_20250305',
	'web_fetch_20250910',
	'web_search_20260209',
	'web_fetch_20260209',
	'web_fetch_20260309',
	'web_search_20260318',
	'web_fetch_20260318',
	'tool_search_tool_bm25',
	'tool_search_tool_bm25_20251119',
	'tool_search_tool_regex',
	'tool_search_tool_regex_20251119',
];

/** The newest versions have fields of their own on the panel. */
const ON_THE_PANEL = new Map<string, readonly [label: string, row: string]>([
	['custom', ['Custom Tool', 'Custom Tool: Description']],
	['code_execution_20260521', ['Code Execution', 'Code Execution']],
	['web_fetch_20260318', ['Web Fetch', 'Web Fetch: Max Uses']],
	['web_search_20260318', ['Web Search', 'Web Search: Max Uses']],
]);

export const TOOLS: readonly Place[] = TYPES.map((type) => {
	const [label, row] = ON_THE_PANEL.get(type) ?? [];
	return label !== undefined && row !== undefined
		? [type, `Tools → ${label}`, beside(row)]
		: [type, 'Extra Body', beside(`the tool ${type} in Extra Body`)];
});
