/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import type { IncomingMessage } from 'node:http';
import { ApiRefusal, invalid } from '../apiError';
import { Digester, type Digest } from './digest';
import { boundaryOf, MultipartReader, type PartHeaders } from './multipart';

/** https://platform.claude.com/docs/en/build-with-claude/files */
const MAX_FILE_MB = 500;

export type Part = PartHeaders & Digest;

export interface ReceivedUpload {
	parts: Part[];
	isComplete: boolean;
	problem: ApiRefusal | undefined;
}

/** Reads a form with a file, of which only a digest is kept. */
export async function receiveUpload(incoming: IncomingMessage): Promise<ReceivedUpload> {
	const boundary = boundaryOf(incoming.headers['content-type']);
	const opened: Array<{ headers: PartHeaders; digester: Digester }> = [];
	const open = (headers: PartHeaders) => {
		const digester = new Digester();
		opened.push({ headers, digester });
		return digester;
	};
	const reader = boundary === undefined ? undefined : new MultipartReader(boundary, open);
	const isComplete = await new Promise<boolean>((resolve) => {
		incoming.on('data', (chunk: Buffer) => reader?.write(chunk));
		incoming.on('end', () => resolve(true));
		incoming.on('error', () => resolve(false));
		incoming.on('close', () => resolve(false));
	});
	const parts = opened.map(({ headers, digester }) => ({ ...headers, ...digester.end() }));
	return { parts, isComplete, problem: problemOf(reader, parts) };
}

function problemOf(reader: MultipartReader | undefined, parts: Part[]): ApiRefusal | undefined {
	if (parts.some(({ size }) => size > MAX_FILE_MB * 1024 * 1024)) {
		return new ApiRefusal(413, 'request_too_large', `The file is larger than ${MAX_FILE_MB} MB.`);
	}
	if (reader === undefined) return invalid('', 'content-type: expected multipart/form-data');
	return reader.isComplete ? undefined : invalid('', 'The request body is not a valid form.');
}
