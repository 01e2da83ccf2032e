import { invalid, notFound } from '../apiError';
import { MODELS } from './modelTable';
import type { ModelInfo, ReceivedRequest } from '../types';
import { jsonReply, type Reply } from '../wire/reply';

const DEFAULT_LIMIT = 20;
const MAX_LIMIT = 1000;
const PARAMETERS = ['limit', 'after_id', 'before_id', 'lifecycle', 'lifecycle[]'];

/** A page of models, newest first. https://platform.claude.com/docs/en/api/models/list */
export function listModels(request: ReceivedRequest, models: readonly ModelInfo[]): Reply {
	const { query } = request;
	const unknown = Object.keys(query).find((name) => !PARAMETERS.includes(name));
	if (unknown !== undefined) throw invalid(unknown, 'Extra inputs are not permitted');

	const listed = models.filter((model) => readLifecycles(query).includes(model.lifecycle));
	const limit = readLimit(query.limit);
	const after = readCursor('after_id', query, listed);
	const before = readCursor('before_id', query, listed);
	if (after !== undefined && before !== undefined) {
		throw invalid('', 'Only one of `after_id` and `before_id` can be given.');
	}

	const rest = before === undefined ? listed.slice((after ?? -1) + 1) : listed.slice(0, before);
	const data = before === undefined ? rest.slice(0, limit) : rest.slice(-limit);
	return jsonReply(200, {
		data,
		has_more: data.length < rest.length,
		first_id: data[0]?.id ?? null,
		last_id: data[data.length - 1]?.id ?? null,
	});
}

/** One model, by id or alias. https://platform.claude.com/docs/en/api/models/retrieve */
export function retrieveModel(name: string, models: readonly ModelInfo[]): Reply {
	const id = MODELS.find((model) => model.aliases.includes(name))?.info.id ?? name;
	const found = models.find((model) => model.id === id);
	if (found === undefined) throw notFound(`model: ${name}`);
	return jsonReply(200, found);
}

type Query = ReceivedRequest['query'];

function readLimit(given: string | string[] | undefined): number {
	if (given === undefined) return DEFAULT_LIMIT;
	const limit = Number(given);
	if (!Number.isInteger(limit) || limit < 1 || limit > MAX_LIMIT) {
		throw invalid('limit', `Input should be a whole number from 1 to ${MAX_LIMIT}`);
	}
	return limit;
}

function readCursor(name: string, query: Query, models: readonly ModelInfo[]) {
	const id = query[name];
	if (id === undefined) return undefined;
	const index = models.findIndex((model) => model.id === id);
	if (index === -1) throw invalid(name, `There is no model with the id ${String(id)}`);
	return index;
}

function readLifecycles(query: Query): string[] {
	const given = [query.lifecycle ?? [], query['lifecycle[]'] ?? []].flat();
	const wrong = given.find((stage) => !['active', 'deprecated', 'retired'].includes(stage));
	if (wrong !== undefined) {
		throw invalid('lifecycle', `Input should be 'active', 'deprecated' or 'retired'`);
	}
	return given.length > 0 ? given : ['active', 'deprecated'];
}
