import { invalid } from '../apiError';
import type { Model } from '../models/model';
import type { MessageBody } from './messageRequest';

/**
 * `temperature`, `top_p` and `top_k` under 2023-06-01: models after 4.6 take only values that
 * change nothing, the others not every combination.
 * https://platform.claude.com/docs/en/about-claude/models/migration-guide
 */
export function checkSampling(body: MessageBody, model: Model) {
	const { temperature, top_p: topP, top_k: topK, thinking } = body;
	if (!model.rules.sampling) {
		const unsupported = 'is not supported for this model';
		if (temperature !== undefined && temperature !== 1) throw invalid('temperature', unsupported);
		if (topP !== undefined && topP < 0.99) throw invalid('top_p', unsupported);
		if (topK !== undefined) throw invalid('top_k', unsupported);
		return;
	}
	if (temperature !== undefined && topP !== undefined) {
		throw invalid('', '`temperature` and `top_p` cannot both be specified for this model.');
	}
	if (thinking?.type !== 'enabled' && thinking?.type !== 'adaptive') return;
	if (temperature !== undefined && temperature !== 1) {
		throw invalid('temperature', 'may only be 1 when thinking is enabled');
	}
	if (topK !== undefined) throw invalid('top_k', 'must be unset when thinking is enabled');
	if (topP !== undefined && topP < 0.95) {
		throw invalid('top_p', 'must be at least 0.95 when thinking is enabled');
	}
}
