import { isSuccess } from '../../errors/httpAnswer';
import { isRecord, parseJson } from '../../json';
import type { Run } from '../pacing/startRun';
import { pacerFor } from '../pacing/pacers';
import { withRetries } from '../pacing/withRetries';
import type { Connection } from '../transport/connection';
import { type NodeStream, type OpenAnswer, wholeAnswer } from '../transport/openAnswer';

/** How a file is asked for: as the request whose answer named it. */
export interface FileRequest {
	apiVersion: string;
	/** Seconds of silence after which it is given up. */
	timeout: number;
	maxRetries: number | undefined;
	longestWait: number;
}

/** What the API tells of a file. */
export interface FileMetadata {
	filename: string;
	mimeType: string;
}

/**
 * Downloads a file into n8n's storage, as a stream.
 *
 * @param store takes the content; called again for another attempt
 * @throws Failure of the last attempt
 * @see https://platform.claude.com/docs/en/build-with-claude/files
 */
export async function downloadFile<Stored>(
	connection: Connection,
	id: string,
	request: FileRequest,
	run: Run,
	store: (content: NodeStream, metadata: FileMetadata) => Promise<Stored>,
): Promise<Stored> {
	const path = `/v1/files/${encodeURIComponent(id)}`;
	const metadata = await get(connection, path, false, request, run, async (answer) =>
		metadataIn((await wholeAnswer(answer)).text, id),
	);
	return await get(connection, `${path}/content`, true, request, run, async (answer) => {
		if (answer.stream === undefined) throw connection.failureOf(await wholeAnswer(answer));
		return await store(answer.stream(), metadata);
	});
}

async function get<Value>(
	connection: Connection,
	path: string,
	stream: boolean,
	{ apiVersion, timeout, maxRetries, longestWait }: FileRequest,
	run: Run,
	read: (answer: OpenAnswer) => Promise<Value>,
): Promise<Value> {
	const pacer = pacerFor(connection.identity, 'files');
	return await withRetries({ pacer, bytes: 0, maxRetries, longestWait }, run, async () => {
		const answer = await connection.request({ method: 'GET', path, apiVersion, timeout, stream });
		if (!isSuccess(answer.status)) throw connection.failureOf(await wholeAnswer(answer));
		return await read(answer);
	});
}

function metadataIn(text: string, id: string): FileMetadata {
	const body = parseJson(text);
	const { filename, mime_type } = isRecord(body) ? body : {};
	return {
		filename: typeof filename === 'string' && filename !== '' ? filename : id,
		mimeType: typeof mime_type === 'string' ? mime_type : 'application/octet-stream',
	};
}
