import type { IBinaryKeyData, IDataObject } from 'n8n-workflow';
import type { CallSettings } from '../../shared/api/endpoints/callApi';
import { downloadFile, getFile } from '../../shared/api/endpoints/files';
import type { Run } from '../../shared/api/pacing/startRun';
import type { Connection } from '../../shared/api/transport/connection';
import { toFailure } from '../../shared/errors/toFailure';
import type { ItemContext } from './itemContext';

/** The files that code execution made for an answer. */
export interface MadeFiles {
	/** `file_0`, `file_1`, … with their names; undefined where there are none. */
	binary: IBinaryKeyData | undefined;
	/** Those that could not be downloaded: the answer is paid for, and stands without them. */
	errors: IDataObject[];
}

/** Of an answer without code execution. */
export const NO_FILES: MadeFiles = { binary: undefined, errors: [] };

/** More than an answer has reason to make. */
const MOST_FILES = 100;

/** Where an answer came from. */
export interface Source {
	context: Pick<ItemContext, 'item' | 'itemIndex' | 'store'>;
	connection: Connection;
	request: CallSettings;
	run: Run;
}

/**
 * Downloads what code execution made, one file after the other.
 *
 * @throws Failure on Stop
 * @see https://platform.claude.com/docs/en/agents-and-tools/tool-use/code-execution-tool
 */
export async function madeFiles(
	ids: readonly string[],
	{ context, connection, request, run }: Source,
): Promise<MadeFiles> {
	const binary: IBinaryKeyData = {};
	const errors: IDataObject[] = [];
	for (const [index, id] of ids.slice(0, MOST_FILES).entries()) {
		try {
			const { apiVersion, timeout, maxRetries, longestWait } = request;
			const settings = { apiVersion, timeout, maxRetries, longestWait };
			const metadata = await getFile(connection, id, settings, run);
			// By the ID of the answer, whatever the metadata say.
			const named = { ...metadata, id };
			const file = await downloadFile(connection, named, settings, run, context.store);
			binary[`file_${index}`] = file;
		} catch (error) {
			const failure = connection.conceal(toFailure(error));
			if (failure.type === 'canceled') throw failure;
			errors.push({ tool: 'code_execution', file_id: id, message: failure.message });
		}
	}
	if (ids.length > MOST_FILES) {
		const message = `The answer names ${ids.length} files; the first ${MOST_FILES} were downloaded. Get the others with File → Download.`;
		errors.push({ tool: 'code_execution', message });
	}
	return { binary: Object.keys(binary).length === 0 ? undefined : binary, errors };
}
