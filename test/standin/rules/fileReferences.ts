import { invalid } from '../apiError';
import { attachmentsIn } from '../facts/attachments';
import { IMAGE_TYPES } from '../facts/imageFacts';
import type { Files } from '../files';
import type { PromptBody } from './messageRequest';

const DOCUMENT_TYPES = ['application/pdf', 'text/plain'];

/**
 * The files that a request names have to be there and fit. As long as the stand-in has had none,
 * any name will do. https://platform.claude.com/docs/en/build-with-claude/files
 */
export function checkFileReferences({ messages }: Pick<PromptBody, 'messages'>, files: Files) {
	if (!files.isUsed) return;
	for (const { type, source, path } of attachmentsIn(messages)) {
		if (source.type !== 'file') continue;
		const { mimeType } = files.findAlive(source.file_id);
		const fitting: readonly string[] = type === 'image' ? IMAGE_TYPES : DOCUMENT_TYPES;
		if (!fitting.includes(mimeType)) {
			throw invalid(`${path}.source.file`, `a file of the type ${mimeType} is no ${type}`);
		}
	}
	for (const { content } of messages) {
		if (typeof content === 'string') continue;
		for (const block of content) {
			if (block.type === 'container_upload') files.findAlive(block.file_id);
		}
	}
}
