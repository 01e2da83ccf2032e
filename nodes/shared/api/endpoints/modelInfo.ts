import { API_VERSION } from '../apiVersion';
import { isRecord, parseJson } from '../../json';
import type { Connection } from '../transport/connection';
import { textOf } from '../transport/openAnswer';
import { entryPath } from './entryPath';
import { MODELS_PATH } from './models';

/** The parts of the SDK's `ModelInfo` for a model that the node uses. */
export interface ModelCapabilities {
	/** The most tokens of an answer, undefined where unknown. */
	maxTokens?: number;
	/** The SDK's `ModelCapabilities`, open to new ones. */
	capabilities: Record<string, unknown>;
}

/** Seconds; the info is not worth a longer wait. */
const TIMEOUT = 10;

/** Bytes; the info of a model has a few thousand. */
const LONGEST_INFO = 1024 * 1024;

/**
 * The API's info on models, requested once for each model and credential of a node run. A gateway without it
 * causes no failure.
 */
export class ModelInfos {
	private readonly asked = new Map<string, Promise<ModelCapabilities | undefined>>();

	/** The info on a model; undefined where the API has none. */
	async get(connection: Connection, model: string): Promise<ModelCapabilities | undefined> {
		const key = JSON.stringify([connection.identity, model]);
		const known = this.asked.get(key) ?? retrieveModel(connection, model);
		this.asked.set(key, known);
		return await known;
	}
}

/** @see https://platform.claude.com/docs/en/api/models/retrieve */
async function retrieveModel(
	connection: Connection,
	model: string,
): Promise<ModelCapabilities | undefined> {
	try {
		const deadline = Date.now() + TIMEOUT * 1000;
		const open = await connection.request({
			method: 'GET',
			path: entryPath(MODELS_PATH, model),
			apiVersion: API_VERSION,
			timeout: TIMEOUT,
			stream: true,
		});
		// A refusal is read too, or its connection would stay open; a body that breaks off is not valid JSON.
		const text = await textOf(
			open.chunks,
			(length) => length <= LONGEST_INFO && Date.now() <= deadline,
		);
		const info = open.status === 200 ? parseJson(text) : undefined;
		if (!isRecord(info) || !isRecord(info.capabilities)) return undefined;
		const { capabilities, max_tokens: most } = info;
		return { capabilities, ...(typeof most === 'number' ? { maxTokens: most } : {}) };
	} catch {
		// The error appears again, with its reason, when the message is sent.
		return undefined;
	}
}
