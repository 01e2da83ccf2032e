import { isRecord } from '../../../nodes/shared/json';

/** One reader, and the seed of what it is fed with. */
export interface Job {
	name: string;
	seed: number;
}

/** What came of it. */
export type News = { fed: number } | { failed: string };

export function isJob(value: unknown): value is Job {
	return isRecord(value) && typeof value.name === 'string' && typeof value.seed === 'number';
}

export function isNews(value: unknown): value is News {
	return isRecord(value) && (typeof value.fed === 'number' || typeof value.failed === 'string');
}
