import type { GenericValue } from 'n8n-workflow';

/** An object with keys, as JSON knows it: not null, not an array. */
export function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What a text says as JSON, undefined where it is none. */
export function parseJson(text: string): GenericValue {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
