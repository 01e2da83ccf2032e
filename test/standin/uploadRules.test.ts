import { toFile } from '@anthropic-ai/sdk';
import { FILE, form, postForm } from './forms';
import { ask, get, post, refusal, sdk, useStandIn } from './testkit';

const standIn = useStandIn();

async function upload() {
	return await sdk(standIn()).files.upload({ file: await toFile(Buffer.from('Ants'), 'ants.txt') });
}

describe('an upload is refused', () => {
	it.each([
		['without a file', 'file: Field required', form({ expires_in_seconds: '3600' })],
		['with another field', 'purpose: Extra', form({ file: FILE, purpose: 'x' }, 'a')],
		['for an hour less', 'expires_in_seconds: ', form({ file: FILE, expires_in_seconds: '3599' })],
		['for too long', 'expires_in_seconds: ', form({ file: FILE, expires_in_seconds: '7776001' })],
		['for a while', 'expires_in_seconds: ', form({ file: FILE, expires_in_seconds: 'a day' })],
		['with a long name', 'file: the filename', form({ file: FILE }, 'a'.repeat(256))],
		['with a question mark', 'file: the filename', form({ file: FILE }, 'ants?.txt')],
		['with a backslash', 'file: the filename', form({ file: FILE }, 'a\\b.txt')],
		['as JSON', 'content-type: ', '{}'],
	])('%s', async (_, message, body) => {
		expect(await postForm(standIn(), body)).toMatchObject(
			refusal(400, 'invalid_request_error', message),
		);
		expect(standIn().files).toEqual([]);
	});

	it.each([
		'--b\r\ncontent-disposition: form-data; name="file"\r\n\r\nAnts',
		'--b\r\ncontent-disposition: form-data; name="file"\r\n\r\nAnts\r\n--b',
		'--b\r\ncontent-type: text/plain\r\n\r\nAnts\r\n--b--',
		'--c\r\n\r\n--c--',
	])('when the form is broken: %j', async (body) => {
		const type = { 'content-type': 'multipart/form-data; boundary=b' };
		const wrong = refusal(400, 'invalid_request_error', 'The request body is not');
		expect(await postForm(standIn(), body, type)).toMatchObject(wrong);
	});

	it('without the key', async () => {
		expect(
			(await postForm(standIn(), form({ file: FILE }, 'a'), { 'x-api-key': 'x' })).status,
		).toBe(401);
	});

	it('when an error is queued, but not when its answer is lost', async () => {
		const path = '/v1/files';
		standIn().queue(
			{ kind: 'error', status: 529, type: 'overloaded_error', message: 'Busy', path },
			{ kind: 'close-before-headers', path },
		);
		await expect(upload()).rejects.toMatchObject({ status: 529 });
		expect(standIn().files).toHaveLength(0);
		await expect(upload()).rejects.toThrow('Connection error');
		expect(standIn().files).toHaveLength(1);
	});
});

it('the path of files takes nothing else', async () => {
	expect((await post(standIn(), ask(''), {}, '/v1/files/file_1')).status).toBe(404);
	expect((await get(standIn(), '/v1/files/file_1/results')).status).toBe(404);
});
