import type { ReadField } from '../../shared/fields/item';
import { readLimit } from './limit';
import { readReturnAll } from './returnAll';

/** How many entries of a list are wanted; undefined for all. */
export function readMost(field: ReadField): number | undefined {
	return readReturnAll(field('returnAll', false)) ? undefined : readLimit(field('limit', 50));
}
