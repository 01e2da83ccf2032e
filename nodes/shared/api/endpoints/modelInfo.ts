import { API_VERSION } from '../apiVersion';
import { isRecord, parseJson } from '../../json';
import type { Connection } from '../transport/connection';
import { textOf } from '../transport/openAnswer';

/** What the API tells of a model: the parts of the SDK's `ModelInfo` that decide something here. */
export interface ModelCapabilities {
	/** The most tokens of an answer, undefined where that is not told. */
	maxTokens?: number;
	/** The SDK's `ModelCapabilities`, open to what is added to them. */
	capabilities: Record<string, unknown>;
}

/** Seconds; knowledge that takes longer is not worth the wait. */
const TIMEOUT = 10;

/** Bytes; what is told of a model has a few thousand. */
const LONGEST_INFO = 1024 * 1024;

/**
 * What the API tells of models, asked once for each model and credential of a node run. A gateway that
 * tells nothing costs nothing but the knowledge.
 */
export class ModelInfos {
	private readonly asked = new Map<string, Promise<ModelCapabilities | undefined>>();

	/** Undefined where nothing is told. */
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
			path: `/v1/models/${encodeURIComponent(model)}`,
			apiVersion: API_VERSION,
			timeout: TIMEOUT,
			stream: true,
		});
		// A refusal is read as well, or its connection would stay open; what breaks off is no JSON.
		const text = await textOf(
			open.chunks,
			(length) => length <= LONGEST_INFO && Date.now() <= deadline,
		);
		const info = open.status === 200 ? parseJson(text) : undefined;
		if (!isRecord(info) || !isRecord(info.capabilities)) return undefined;
		const { capabilities, max_tokens: most } = info;
		return { capabilities, ...(typeof most === 'number' ? { maxTokens: most } : {}) };
	} catch {
		// Whatever is wrong shows again, with its reason, when the message is sent.
		return undefined;
	}
}
