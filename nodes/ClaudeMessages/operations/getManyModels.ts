import { DEFAULT_SETTINGS } from '../../shared/api/endpoints/callApi';
import { MODEL_LIMITS, MODELS_PATH } from '../../shared/api/endpoints/models';
import { listEntries } from '../../shared/api/endpoints/pages';
import { modelItem } from '../output/modelItem';
import { readMost } from '../panel/most';
import { readSimplify } from '../panel/simplify';
import { eachItem } from './eachItem';

/** Model → Get Many: an item for each model, newest first. */
export const getManyModels = eachItem(async ({ field, connection, itemIndex }) => {
	const list = { path: MODELS_PATH, limits: MODEL_LIMITS, most: readMost(field) };
	const simplify = readSimplify(field('simplify', true));
	return async (run) => {
		const models = await listEntries(connection, list, DEFAULT_SETTINGS, run);
		return models.map((model) => modelItem(model, { simplify, itemIndex }));
	};
});
