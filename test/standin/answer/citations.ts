import type Anthropic from '@anthropic-ai/sdk';

type Document = Anthropic.DocumentBlockParam;
type Citation = Anthropic.TextCitation;

/**
 * What an answer cites of a document, if it may: its first sentence, page or block.
 * https://platform.claude.com/docs/en/build-with-claude/citations
 */
export function citeDocument(document: Document, index: number): Citation | undefined {
	if (document.citations?.enabled !== true) return undefined;
	const { source } = document;
	const about = aboutDocument(document, index);
	switch (source.type) {
		case 'text':
			return { type: 'char_location', ...firstSentence(source.data), ...about };
		case 'content': {
			const block = firstBlock(source.content);
			return block && { type: 'content_block_location', ...block, ...about };
		}
		default:
			return citePage(document, index, 'What page 1 says.', 1);
	}
}

/** The citation of a page of a PDF, if it may be cited. */
export function citePage(
	document: Document,
	index: number,
	text: string,
	page: number,
): Anthropic.CitationPageLocation | undefined {
	if (document.citations?.enabled !== true) return undefined;
	const pages = { cited_text: text, start_page_number: page, end_page_number: page + 1 };
	return { type: 'page_location', ...pages, ...aboutDocument(document, index) };
}

function aboutDocument({ source, title }: Document, index: number) {
	return {
		document_index: index,
		document_title: title ?? null,
		file_id: source.type === 'file' ? source.file_id : null,
	};
}

/** The same of a search result. https://platform.claude.com/docs/en/build-with-claude/search-results */
export function citeSearchResult(
	{ citations, content, source, title }: Anthropic.SearchResultBlockParam,
	index: number,
): Citation | undefined {
	const block = citations?.enabled === true ? firstBlock(content) : undefined;
	const about = { search_result_index: index, source, title };
	return block && { type: 'search_result_location', ...block, ...about };
}

/** `cited_text` is always what stands between the two indices. */
function firstSentence(text: string) {
	const [before = '', sentence = text] =
		/^(\s*)(.+?(?:[.!?](?=\s|$)|$))/mu.exec(text)?.slice(1) ?? [];
	const start = before.length;
	return {
		cited_text: sentence,
		start_char_index: start,
		end_char_index: start + sentence.length,
	};
}

/** The first text; images cannot be cited. */
function firstBlock(content: string | Anthropic.ContentBlockSourceContent[]) {
	const blocks = typeof content === 'string' ? [{ type: 'text' as const, text: content }] : content;
	const start = blocks.findIndex((block) => block.type === 'text');
	const block = blocks[start];
	if (block?.type !== 'text') return undefined;
	return { cited_text: block.text, start_block_index: start, end_block_index: start + 1 };
}
