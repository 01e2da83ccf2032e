import type Anthropic from '@anthropic-ai/sdk';
import { attachmentsIn } from '../facts/attachments';
import { sha256 } from '../facts/base64';
import { imageSizeOf } from '../facts/imageFacts';
import { pdfFactsOf } from '../facts/pdfFacts';
import type { MessageBody } from '../rules/messageRequest';
import { questionTexts } from './question';

/** What arrived, one sentence a line: a test that reads it knows that nothing was lost. */
export function proofOfReceipt(body: MessageBody): string {
	const asked = questionTexts(body).at(-1);
	const sentences = [asked === undefined ? 'You asked nothing in words.' : `You asked: "${asked}"`];
	let images = 0;
	let documents = 0;
	for (const attachment of attachmentsIn(body.messages)) {
		sentences.push(
			attachment.type === 'image'
				? `Image ${++images}: ${describeImage(attachment.source)}.`
				: `Document ${++documents}: ${describeDocument(attachment)}.`,
		);
	}
	const system = textOf(body.system ?? '');
	if (system !== '') sentences.push(`System prompt: ${system.length} characters.`);
	return sentences.join('\n');
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
