import { DEFAULT_SETTINGS } from '../../shared/api/endpoints/callApi';
import { getModel as get } from '../../shared/api/endpoints/models';
import { readModel } from '../../shared/fields/model';
import { modelItem } from '../output/modelItem';
import { readSimplify } from '../panel/simplify';
import { eachItem } from './eachItem';

/** Model → Get. */
export const getModel = eachItem(async ({ field, connection, itemIndex }) => {
	const id = readModel(field('model', ''));
	const simplify = readSimplify(field('simplify', true));
	return async (run) => {
		const model = await get(connection, id, DEFAULT_SETTINGS, run);
		return modelItem(model, { simplify, itemIndex });
	};
});
