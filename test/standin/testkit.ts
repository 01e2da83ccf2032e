import Anthropic from '@anthropic-ai/sdk';
import { PNG } from 'pngjs';
import { request } from 'undici';
import { startStandIn, type StandIn, type StandInOptions } from './index';

export const KEY = 'sk-ant-stand-in';
export const OLD_VERSION = { 'anthropic-version': '2023-06-01' };
export const NEW_VERSION = { 'anthropic-version': '2026-10-21' };

export const GUIDE_QUESTION = 'What is latin for Ant? (A) Apoidea, (B) Rhopalocera, (C) Formicidae';

/** A stand-in that lives as long as the test file's `describe`. */
export function useStandIn(options?: StandInOptions): () => StandIn {
	let standIn: StandIn | undefined;
	beforeAll(async () => {
		standIn = await startStandIn(options);
	});
	afterEach(() => standIn?.reset());
	afterAll(async () => await standIn?.close());
	return () => {
		if (standIn === undefined) throw new Error('The stand-in runs only inside a test.');
		return standIn;
	};
}

/** The official client, as it comes: Bearer key, version 2026-10-21, no retries. */
export function sdk({ url }: StandIn, options: ConstructorParameters<typeof Anthropic>[0] = {}) {
	return new Anthropic({ baseURL: url, apiKey: KEY, maxRetries: 0, ...options });
}

export interface Answer {
	status: number;
	headers: Record<string, string | string[] | undefined>;
	/** `{ type: 'error', error, request_id }` for a refusal. */
	json: unknown;
}

/** Posts any body at all, for what the SDK cannot express. */
export async function send(
	{ url }: StandIn,
	body: unknown,
	headers: Record<string, string> = {},
	path = '/v1/messages',
) {
	return await request(`${url}${path}`, {
		method: 'POST',
		headers: { 'x-api-key': KEY, 'content-type': 'application/json', ...OLD_VERSION, ...headers },
		body: typeof body === 'string' ? body : JSON.stringify(body),
	});
}

/** The same, with the answer read as JSON. */
export async function post(...parameters: Parameters<typeof send>): Promise<Answer> {
	const response = await send(...parameters);
	const json: unknown = await response.body.json();
	return { status: response.statusCode, headers: response.headers, json };
}

export async function get({ url }: StandIn, path: string, headers: Record<string, string> = {}) {
	const response = await request(`${url}${path}`, {
		headers: { 'x-api-key': KEY, ...OLD_VERSION, ...headers },
	});
	const json: unknown = await response.body.json();
	return { status: response.statusCode, headers: response.headers, json };
}

/** A request of one user turn to a model that takes everything. */
export function ask(content: unknown, more: Record<string, unknown> = {}) {
	return {
		model: 'claude-haiku-4-5',
		max_tokens: 1000,
		messages: [{ role: 'user', content }],
		...more,
	};
}

/** What an error answer looks like, whatever its wording after the place. */
export function refusal(status: number, type: string, startOfMessage = '') {
	return {
		status,
		headers: expect.objectContaining({ 'request-id': expect.stringMatching(/^req_/) }),
		json: {
			type: 'error',
			error: expect.objectContaining({
				type,
				message: expect.stringMatching(new RegExp(`^${escape(startOfMessage)}`)),
			}),
			request_id: expect.stringMatching(/^req_/),
		},
	};
}

export function png(width: number, height: number, [red, green, blue]: [number, number, number]) {
	const picture = new PNG({ width, height });
	for (let offset = 0; offset < picture.data.length; offset += 4) {
		picture.data.set([red, green, blue, 255], offset);
	}
	return PNG.sync.write(picture);
}

/** Only the header of a PNG: enough for its type and size. */
export function pngHeader(width: number, height: number) {
	const header = Buffer.alloc(33);
	header.write('\x89PNG\r\n\x1a\n', 'latin1');
	header.writeUInt32BE(13, 8);
	header.write('IHDR', 12, 'latin1');
	header.writeUInt32BE(width, 16);
	header.writeUInt32BE(height, 20);
	return header;
}

export function image(
	bytes: Buffer,
	mediaType: Anthropic.Base64ImageSource['media_type'] = 'image/png',
) {
	return {
		type: 'image',
		source: { type: 'base64', media_type: mediaType, data: bytes.toString('base64') },
	} satisfies Anthropic.ImageBlockParam;
}

export function pdf(bytes: Buffer) {
	return {
		type: 'document',
		source: { type: 'base64', media_type: 'application/pdf', data: bytes.toString('base64') },
	} satisfies Anthropic.DocumentBlockParam;
}

export function pdfFile(pages: number) {
	const objects = Array.from({ length: pages }, (_, index) => `${index + 3} 0 obj <</Type /Page>>`);
	return Buffer.from(`%PDF-1.7\n2 0 obj <</Type /Pages>>\n${objects.join('\n')}\n%%EOF`);
}

export function textOf(message: Anthropic.Message): string {
	return message.content.flatMap((block) => (block.type === 'text' ? [block.text] : [])).join('');
}

function escape(text: string) {
	return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
