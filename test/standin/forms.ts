import type { StandIn } from './index';
import { KEY, NEW_VERSION } from './testkit';

/** Posts a form as it is, or what should be one. */
export async function postForm(
	{ url }: StandIn,
	body: FormData | string,
	headers: Record<string, string> = {},
) {
	const response = await fetch(`${url}/v1/files`, {
		method: 'POST',
		headers: { 'x-api-key': KEY, ...NEW_VERSION, ...headers },
		body,
	});
	const json: unknown = await response.json();
	return { status: response.status, headers: Object.fromEntries(response.headers), json };
}

export function form(parts: Record<string, Blob | string>, filename?: string) {
	const data = new FormData();
	for (const [name, value] of Object.entries(parts)) {
		if (typeof value === 'string') data.append(name, value);
		else data.append(name, value, filename);
	}
	return data;
}

export const FILE = new Blob(['Ants'], { type: 'text/plain' });

/** `fetch` wants to be told that the body is a stream; its type does not know the field. */
export const STREAMED: object = { duplex: 'half' };
