import type Anthropic from '@anthropic-ai/sdk';
import { attachmentsIn } from '../facts/attachments';
import type { ServerCall } from '../facts/serverTools';
import type { MessageBody } from '../rules/messageRequest';
import { isBad, textIn, type Outcome } from './outcome';

const CALLER = { type: 'direct' } as const;
const MAX_CITED = 150;

/** Two pages about what was searched, on the first domain that is allowed. */
export function search({ id, input }: ServerCall, body: MessageBody): Outcome {
	const common = { type: 'web_search_tool_result', tool_use_id: id, caller: CALLER } as const;
	if (isBad(input)) {
		const error_code = 'max_uses_exceeded';
		return {
			block: { ...common, content: { type: 'web_search_tool_result_error', error_code } },
			passage: { text: `The search failed: ${error_code}.` },
		};
	}
	const query = textIn(input, 'query');
	const host = allowedHost(body) ?? 'example.com';
	const page = `https://${host}/${encodeURIComponent(query)}`;
	const first = result(`About ${query}`, page, null);
	const found = [first, result(`More about ${query}`, `${page}/more`, 'November 2, 2026')];
	return {
		block: { ...common, content: found },
		passage: {
			text: `The web has a page about ${query}.`,
			citation: {
				type: 'web_search_result_location',
				url: first.url,
				title: first.title,
				encrypted_index: base64('0'),
				cited_text: `All about ${query}.`.slice(0, MAX_CITED),
			},
		},
		searches: 1,
	};
}

/** A page of one sentence. */
export function fetchPage({ id, input }: ServerCall, body: MessageBody): Outcome {
	const common = { type: 'web_fetch_tool_result', tool_use_id: id, caller: CALLER } as const;
	const url = textIn(input, 'url');
	if (isBad(input)) {
		const error_code = 'url_not_accessible';
		return {
			block: { ...common, content: { type: 'web_fetch_tool_result_error', error_code } },
			passage: { text: `The fetch failed: ${error_code}.` },
		};
	}
	const isCited = citesPages(body);
	const data = `This is the page at ${url}.`;
	return {
		block: {
			...common,
			content: {
				type: 'web_fetch_result',
				url,
				retrieved_at: '2026-11-23T12:00:00Z',
				content: {
					type: 'document',
					source: { type: 'text', media_type: 'text/plain', data },
					title: url,
					citations: isCited ? { enabled: true } : null,
				},
			},
		},
		passage: {
			text: `The page says: "${data}"`,
			...(isCited && { citation: citing(data, url, body) }),
		},
		fetches: 1,
	};
}

function citing(data: string, title: string, { messages }: MessageBody): Anthropic.TextCitation {
	const documents = attachmentsIn(messages).filter(({ type }) => type === 'document');
	return {
		type: 'char_location',
		cited_text: data,
		document_index: documents.length,
		document_title: title,
		file_id: null,
		start_char_index: 0,
		end_char_index: data.length,
	};
}

function result(
	title: string,
	url: string,
	page_age: string | null,
): Anthropic.WebSearchResultBlock {
	return { type: 'web_search_result', title, url, encrypted_content: base64(title), page_age };
}

function allowedHost({ tools = [] }: MessageBody): string | undefined {
	const [host] = tools.flatMap((tool) =>
		'allowed_domains' in tool && tool.name === 'web_search' ? (tool.allowed_domains ?? []) : [],
	);
	return host;
}

function citesPages({ tools = [] }: MessageBody): boolean {
	return tools.some((tool) => 'citations' in tool && tool.citations?.enabled === true);
}

function base64(text: string): string {
	return Buffer.from(text).toString('base64');
}
