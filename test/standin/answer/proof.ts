import type Anthropic from '@anthropic-ai/sdk';
import { attachmentsIn } from '../facts/attachments';
import { sha256 } from '../facts/base64';
import { imageSizeOf } from '../facts/imageFacts';
import { pdfFactsOf } from '../facts/pdfFacts';
import { searchResultsIn } from '../facts/searchResults';
import type { MessageBody } from '../rules/messageRequest';
import { citeDocument, citeSearchResult } from './citations';
import { questionTexts } from './question';
import { toolResultLines } from './toolResults';

/** Some sentences of the answer, and what they cite. */
export interface Passage {
	text: string;
	citation?: Anthropic.TextCitation;
}

/** What arrived, one sentence a line: a test that reads it knows that nothing was lost. */
export function proofOfReceipt(body: MessageBody): string {
	return proofPassages(body)
		.map(({ text }) => text)
		.join('');
}

/** The same line by line, each with the source that it cites. */
export function proofPassages(body: MessageBody): Passage[] {
	const system = textOf(body.system ?? '');
	const passages = [
		...aboutWords(body).map((text) => ({ text })),
		...aboutAttachments(body),
		...searchResultsIn(body.messages).map((result, index) => ({
			text: `Search result ${index + 1}: at ${result.source}, title "${result.title}".`,
			citation: citeSearchResult(result, index),
		})),
		...(system === '' ? [] : [{ text: `System prompt: ${system.length} characters.` }]),
	];
	const last = passages.length - 1;
	return passages.map((one, index) => (index < last ? { ...one, text: `${one.text}\n` } : one));
}

/** What the tools said, then what the user did. */
function aboutWords(body: MessageBody): string[] {
	const results = toolResultLines(body);
	const asked = questionTexts(body).at(-1);
	if (asked !== undefined) return [...results, `You asked: "${asked}"`];
	return results.length > 0 ? results : ['You asked nothing in words.'];
}

function aboutAttachments({ messages }: MessageBody): Passage[] {
	let images = 0;
	let documents = 0;
	return attachmentsIn(messages).map((attachment) => {
		if (attachment.type === 'image') {
			return { text: `Image ${++images}: ${describeImage(attachment.source)}.` };
		}
		const citation = citeDocument(attachment, documents);
		return { text: `Document ${++documents}: ${describeDocument(attachment)}.`, citation };
	});
}

function describeImage(source: Anthropic.ImageBlockParam['source']): string {
	switch (source.type) {
		case 'url':
			return `at ${source.url}`;
		case 'file':
			return `file ${source.file_id}`;
		case 'base64': {
			const bytes = Buffer.from(source.data, 'base64');
			const size = imageSizeOf(bytes, source.media_type);
			const pixels = `${size?.width ?? '?'}x${size?.height ?? '?'} px`;
			return `${source.media_type}, ${pixels}, sha256 ${sha256(bytes)}`;
		}
	}
}

function describeDocument({ source, title }: Anthropic.DocumentBlockParam): string {
	const facts = describeDocumentSource(source);
	return title ? `${facts}, title "${title}"` : facts;
}

function describeDocumentSource(source: Anthropic.DocumentBlockParam['source']): string {
	switch (source.type) {
		case 'url':
			return `at ${source.url}`;
		case 'file':
			return `file ${source.file_id}`;
		case 'text':
			return `text/plain, ${source.data.length} characters, sha256 ${sha256(source.data)}`;
		case 'content':
			return typeof source.content === 'string'
				? `content, ${source.content.length} characters, sha256 ${sha256(source.content)}`
				: `content, ${source.content.length} blocks`;
		case 'base64': {
			const bytes = Buffer.from(source.data, 'base64');
			const { pages } = pdfFactsOf(bytes);
			return `application/pdf, ${pages} ${pages === 1 ? 'page' : 'pages'}, sha256 ${sha256(bytes)}`;
		}
	}
}

function textOf(system: NonNullable<MessageBody['system']>): string {
	return typeof system === 'string' ? system : system.map((block) => block.text).join('');
}
