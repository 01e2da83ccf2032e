import { invalid, notFound } from '../apiError';
import { checkQuery, CURSORS, cutPage, pageReply, type Query } from '../paging';
import { MODELS } from './modelTable';
import type { ModelInfo, ReceivedRequest } from '../types';
import { jsonReply, type Reply } from '../wire/reply';

const PARAMETERS = [...CURSORS, 'lifecycle', 'lifecycle[]'];

/** A page of models, newest first. https://platform.claude.com/docs/en/api/models/list */
export function listModels({ query }: ReceivedRequest, models: readonly ModelInfo[]): Reply {
	checkQuery(query, PARAMETERS);
	const stages = readLifecycles(query);
	const listed = models.filter((model) => stages.includes(model.lifecycle));
	return pageReply(cutPage(query, listed));
}

/** One model, by id or alias. https://platform.claude.com/docs/en/api/models/retrieve */
export function retrieveModel(name: string, models: readonly ModelInfo[]): Reply {
	const id = MODELS.find((model) => model.aliases.includes(name))?.info.id ?? name;
	const found = models.find((model) => model.id === id);
	if (found === undefined) throw notFound(`model: ${name}`);
	return jsonReply(200, found);
}

function readLifecycles(query: Query): string[] {
	const given = [query.lifecycle ?? [], query['lifecycle[]'] ?? []].flat();
	const wrong = given.find((stage) => !['active', 'deprecated', 'retired'].includes(stage));
	if (wrong !== undefined) {
		throw invalid('lifecycle', `Input should be 'active', 'deprecated' or 'retired'`);
	}
	return given.length > 0 ? given : ['active', 'deprecated'];
}
