import { invalid } from './apiError';

/** The body of a request; throws what the API says to something else. */
export function parseJson(text: string): unknown {
	try {
		const value: unknown = JSON.parse(text);
		return value;
	} catch (error) {
		const why = error instanceof Error ? error.message : String(error);
		throw invalid('', `The request body is not valid JSON: ${why}`);
	}
}
