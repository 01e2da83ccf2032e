import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { connect } from '../api/transport/connection';
import { readCredential } from '../api/transport/credential';
import { type ListedModel, listModels } from '../api/endpoints/listModels';
import { nodeError } from '../errors/nodeError';
import { toFailure } from '../errors/toFailure';

/**
 * The options of 'Model': every model of the account, newest first, searchable by name or ID. Deprecated
 * models are marked as such, with the date of their retirement.
 */
export async function searchModels(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	try {
		const connection = connect(this, await readCredential(this));
		const models = await listModels(connection);
		const wanted = filter.trim().toLowerCase();
		return {
			results: models
				.filter(({ id, display_name }) => `${display_name}\n${id}`.toLowerCase().includes(wanted))
				.sort((a, b) => Date.parse(b.created_at) - Date.parse(a.created_at))
				.map((model) => ({ name: nameOf(model), value: model.id })),
		};
	} catch (error) {
		throw nodeError(this.getNode(), toFailure(error));
	}
}

function nameOf({ display_name, id, lifecycle, retires_at }: ListedModel): string {
	const name = display_name === id ? id : `${display_name} (${id})`;
	if (lifecycle !== 'deprecated') return name;
	const retires = typeof retires_at === 'string' ? `, retires on ${retires_at.slice(0, 10)}` : '';
	return `${name}, deprecated${retires}`;
}
