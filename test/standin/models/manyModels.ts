import type { ModelInfo } from '../types';
import { MODELS } from './modelTable';

/** An account with more models than there are: `model-0`, the newest, to `model-<count - 1>`. */
export function manyModels(count: number): ModelInfo[] {
	const template = MODELS[0]?.info;
	if (template === undefined) return [];
	return Array.from({ length: count }, (_, index) => ({
		...template,
		id: `model-${index}`,
		display_name: `Model ${index}`,
		created_at: new Date(Date.UTC(2026, 0, 1) - index * 1000).toISOString(),
	}));
}
