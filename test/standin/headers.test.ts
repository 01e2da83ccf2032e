import Anthropic from '@anthropic-ai/sdk';
import { request } from 'undici';
import { ask, get, KEY, NEW_VERSION, post, refusal, sdk, useStandIn } from './testkit';

const standIn = useStandIn();

async function postBare(headers: Record<string, string>) {
	const response = await request(`${standIn().url}/v1/messages`, {
		method: 'POST',
		headers,
		body: JSON.stringify(ask('Hello')),
	});
	const json: unknown = await response.body.json();
	return { status: response.statusCode, headers: response.headers, json };
}

describe('the headers', () => {
	it('carry the key as x-api-key or as a bearer token', async () => {
		const rest = { 'content-type': 'application/json', ...NEW_VERSION };
		expect((await postBare({ ...rest, 'x-api-key': KEY })).status).toBe(200);
		expect((await postBare({ ...rest, authorization: `Bearer ${KEY}` })).status).toBe(200);
	});

	it('are refused without the key or with a wrong one', async () => {
		const wrong = refusal(401, 'authentication_error');
		expect(await postBare({ 'content-type': 'application/json' })).toMatchObject(wrong);
		expect(await post(standIn(), ask('Hello'), { 'x-api-key': 'sk' })).toMatchObject(wrong);
		expect(await get(standIn(), '/v1/models', { 'x-api-key': 'sk' })).toMatchObject(wrong);
		await expect(sdk(standIn(), { apiKey: 'sk-ant-other' }).models.list()).rejects.toThrow(
			Anthropic.AuthenticationError,
		);
	});

	it('need a version that exists', async () => {
		const wrong = refusal(400, 'invalid_request_error', 'anthropic-version: ');
		const json = { 'content-type': 'application/json', 'x-api-key': KEY };
		expect(await postBare(json)).toMatchObject(wrong);
		const unknown = { 'anthropic-version': '2024-01-01' };
		expect(await post(standIn(), ask('Hello'), unknown)).toMatchObject(wrong);
	});

	it('announce JSON', async () => {
		const wrong = refusal(400, 'invalid_request_error', 'content-type: ');
		const text = { 'content-type': 'text/plain' };
		expect(await post(standIn(), ask('Hello'), text)).toMatchObject(wrong);
		const charset = { 'content-type': 'application/json; charset=utf-8' };
		expect((await post(standIn(), ask('Hello'), charset)).status).toBe(200);
	});

	it('name only betas that exist', async () => {
		const known = { 'anthropic-beta': 'output-300k-2026-03-24, context-1m-2025-08-07' };
		expect((await post(standIn(), ask('Hello'), known)).status).toBe(200);
		const unknown = { 'anthropic-beta': 'output-300k-2026-03-24,no-such-2026-01-01' };
		expect(await post(standIn(), ask('Hello'), unknown)).toMatchObject(
			refusal(400, 'invalid_request_error', 'Unexpected value(s) `no-such-2026-01-01`'),
		);
	});
});

describe('the body', () => {
	it('must be JSON', async () => {
		const wrong = refusal(400, 'invalid_request_error', 'The request body is not valid JSON');
		expect(await post(standIn(), '{"model":')).toMatchObject(wrong);
	});

	it('must not be larger than 32 MB', async () => {
		const body = ask('x'.repeat(33 * 1024 * 1024));
		expect(await post(standIn(), body)).toMatchObject(refusal(413, 'request_too_large'));
	});
});

describe('the paths', () => {
	it('are those of the API', async () => {
		const wrong = refusal(404, 'not_found_error');
		expect(await get(standIn(), '/v1/message')).toMatchObject(wrong);
		expect(await get(standIn(), '/v1/messages')).toMatchObject(wrong);
	});
});
