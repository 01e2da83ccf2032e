/** Failures that belong together for the reader, by the folders or files that make them. */
export interface Group {
	title: string;
	/** One or two sentences about when they come. */
	intro: string;
	/** Beginnings of paths below `nodes/`; the longest one that fits decides. */
	places: readonly string[];
}

/** In the order in which a user meets them. */
export const GROUPS: readonly Group[] = [
	{
		title: 'The credential and the address',
		intro:
			'The node has no key, or an address that leads nowhere. The tests of the credentials say some of these too.',
		places: ['shared/api/transport/credential', 'shared/api/transport/baseUrl', 'shared/methods/'],
	},
	{
		title: 'Fields and expressions',
		intro:
			'A field has a value that it does not take. Most often an expression gave something else than it should.',
		places: ['shared/fields/', 'ClaudeMessages/panel/', 'shared/errors/toFailure'],
	},
	{
		title: 'Messages and settings that do not go together',
		intro:
			'Each field is right by itself, but the API or the model does not take them in one request.',
		places: ['ClaudeMessages/request/'],
	},
	{
		title: 'Files',
		intro: 'A picture or document cannot be found, or cannot be sent as it is.',
		places: ['ClaudeMessages/files/', 'ClaudeMessages/request/limits', 'shared/errors/changedFile'],
	},
	{
		title: 'Schemas and answers as JSON',
		intro: 'The description of the answer cannot be sent, or the answer does not keep to it.',
		places: [
			'shared/schema/',
			'ClaudeMessages/panel/inputSchema',
			'ClaudeMessages/request/outputConfig',
			'ClaudeMessages/output/structuredOutput',
		],
	},
	{
		title: 'Tools and MCP servers',
		intro: 'A tool cannot be offered to Claude, or Claude found no end with it.',
		places: [
			'ClaudeMessages/tools/',
			'ClaudeMessages/panel/readTools',
			'ClaudeMessages/request/tool',
			'shared/api/transport/mcp',
			'shared/methods/mcp',
			'shared/methods/testMcp',
		],
	},
	{
		title: 'Batches, files and models by their ID',
		intro: 'A batch has no results, or not yet, or an ID is not one.',
		places: [
			'ClaudeMessages/operations/',
			'ClaudeMessages/request/batchedBody',
			'shared/api/endpoints/',
		],
	},
	{
		title: 'Answers that are not what you wanted',
		intro: 'An answer came and was paid for, but it is cut off, refused, or too deep for n8n.',
		places: ['ClaudeMessages/output/', 'shared/api/endpoints/readMessage'],
	},
	{
		title: 'The connection',
		intro: 'No answer came, or not all of it.',
		places: ['shared/errors/networkFailure', 'shared/api/transport/', 'shared/api/pacing/'],
	},
	{
		title: 'What a server in between says',
		intro:
			'Something came that the Messages API does not send: from a gateway, a proxy or a login page.',
		places: ['shared/errors/apiFailure', 'shared/errors/strangeAnswer'],
	},
];

/** Failures of the node itself, which no user can mend. */
export const OWN_FAULT = 'internal_error';

/**
 * The group of a place.
 *
 * @throws RangeError for a place that no group has, so that a new folder gets one
 */
export function groupOf(place: string): Group {
	const fitting = GROUPS.flatMap((group) =>
		group.places.filter((start) => place.startsWith(start)).map((start) => ({ group, start })),
	).sort((a, b) => b.start.length - a.start.length);
	const [best] = fitting;
	if (best === undefined) throw new RangeError(`There is no group for the failures of ${place}`);
	return best.group;
}
