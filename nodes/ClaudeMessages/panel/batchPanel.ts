import type { ReadField } from '../../shared/fields/item';
import { readMaxTokens } from './maxTokens';
import { type RequestPanel, readRequestPanel } from './requestPanel';
import { readSimplify } from './simplify';

/** The panel of Batch → Create. */
export interface BatchPanel extends RequestPanel {
	maxTokens: number;
	simplify: boolean;
}

/**
 * Reads the panel of Batch → Create for one item.
 *
 * @throws Failure that names the field
 */
export function readBatchPanel(field: ReadField): BatchPanel {
	const { options, ...panel } = readRequestPanel(field);
	return {
		...panel,
		// A batch gives no stream.
		options: { ...options, streaming: 'never' },
		maxTokens: readMaxTokens(field('maxTokens', undefined)),
		simplify: readSimplify(field('simplify', true)),
	};
}
