import type { ReadField } from '../../shared/fields/item';
import type { JsonSchema } from '../../shared/schema/sendableSchema';
import type { Options } from './options';
import { readPrefill } from './prefill';
import { optionsOf, readSchema } from './requestPanel';
import { readSimplify } from './simplify';

/** The panel of Batch → Get Results: what the results do not hold themselves. */
export interface ResultsPanel {
	prefill: string;
	schema: JsonSchema | undefined;
	simplify: boolean;
	options: Options;
}

/**
 * Reads the panel of Batch → Get Results for one item.
 *
 * @throws Failure that names the field
 */
export function readResultsPanel(field: ReadField): ResultsPanel {
	return {
		prefill: readPrefill(field('prefill', '')).trimEnd(),
		schema: readSchema(field),
		simplify: readSimplify(field('simplify', true)),
		options: optionsOf(field('options', {})),
	};
}
