import Anthropic, { toFile } from '@anthropic-ai/sdk';
import { ask, get, post, refusal, sdk, useStandIn } from './testkit';

const standIn = useStandIn();

const PDF = { filename: 'ants.pdf', mimeType: 'application/pdf', bytes: Buffer.from('%PDF-') };
const PNG = { filename: 'ant.png', mimeType: 'image/png', bytes: Buffer.from('PNG') };

function files() {
	return sdk(standIn()).files;
}

function store(count: number): string[] {
	return Array.from({ length: count }, () => standIn().addFile(PDF)).reverse();
}

describe('the list of files', () => {
	it('is paged, the newest first', async () => {
		const ids = store(45);
		const first = await get(standIn(), '/v1/files');
		expect(first.json).toMatchObject({ next_page: expect.stringMatching(/^page_/) });
		const listed = [];
		for await (const file of files().list()) listed.push(file.id);
		expect(listed).toEqual(ids);
		expect(standIn().requests).toHaveLength(4);
		const large = await files().list({ limit: 45 });
		expect(large).toMatchObject({ next_page: null, data: ids.map((id) => ({ id })) });
	});

	it('goes on where it was when files are deleted and added', async () => {
		const ids = store(4);
		const page = await files().list({ limit: 2 });
		await files().delete(String(ids[1]));
		standIn().addFile(PNG);
		const next = await page.getNextPage();
		expect(next.data.map(({ id }) => id)).toEqual(ids.slice(2));
	});

	it('holds those that are asked for by id', async () => {
		const [newest = '', , third = ''] = store(4);
		const page = await files().list({ ids: [third, newest, 'file_0', third] });
		expect(page).toMatchObject({ next_page: null, data: [{ id: newest }, { id: third }] });
	});

	it.each([
		['limit', 'limit=0'],
		['limit', 'limit=1001'],
		['page', 'page=2'],
		['ids', 'ids[]=file_1&limit=5'],
		['ids', Array.from({ length: 101 }, (_, index) => `ids[]=${index}`).join('&')],
		['after_id', 'after_id=file_1'],
	])('is refused for its %s', async (place, query) => {
		const wrong = refusal(400, 'invalid_request_error', `${place}: `);
		expect(await get(standIn(), `/v1/files?${query}`)).toMatchObject(wrong);
	});
});

describe('a message that names a file', () => {
	const image = (file_id: string) => ({ type: 'image', source: { type: 'file', file_id } });
	const document = (file_id: string) => ({ type: 'document', source: { type: 'file', file_id } });
	const container = (file_id: string) => ({ type: 'container_upload', file_id });

	it('is answered when the file was uploaded', async () => {
		const file = await toFile(Buffer.from('Ants'), 'ants.txt', { type: 'text/plain' });
		const { id } = await files().upload({ file });
		const picture = standIn().addFile(PNG);
		const content = [document(id), image(picture), container(id)];
		expect((await post(standIn(), ask(content))).status).toBe(200);
	});

	it.each([image, document, container])('is refused when it is not there: %p', async (block) => {
		expect((await post(standIn(), ask([block('file_x')]))).status).toBe(200);
		const id = standIn().addFile(PDF);
		const missing = refusal(404, 'not_found_error', 'File not found: file_x');
		const nested = { type: 'document', source: { type: 'content', content: [image('file_x')] } };
		expect(await post(standIn(), ask([block('file_x')]))).toMatchObject(missing);
		expect(await post(standIn(), ask([nested]))).toMatchObject(missing);
		const prompt = { ...ask([block('file_x')]), max_tokens: undefined };
		const counting = '/v1/messages/count_tokens';
		expect(await post(standIn(), prompt, {}, counting)).toMatchObject(missing);
		await files().delete(id);
		expect((await post(standIn(), ask([block(id)]))).status).toBe(404);
	});

	it('is refused when the file is of another kind', async () => {
		const wrong = refusal(400, 'invalid_request_error', 'messages.0.content.0.source.file: ');
		expect(await post(standIn(), ask([image(standIn().addFile(PDF))]))).toMatchObject(wrong);
		expect(await post(standIn(), ask([document(standIn().addFile(PNG))]))).toMatchObject(wrong);
	});

	it('is refused when the file has expired, like its download', async () => {
		const id = standIn().addFile({ ...PDF, expiresAt: new Date(Date.now() - 1000) });
		const expired = refusal(404, 'not_found_error', 'File');
		expect(await post(standIn(), ask([document(id)]))).toMatchObject(expired);
		await expect(files().download(id)).rejects.toBeInstanceOf(Anthropic.Files.FileExpiredError);
		expect(await files().retrieveMetadata(id)).toMatchObject({ id });
	});

	it('fails in a batch by itself', async () => {
		standIn().addFile(PDF);
		const params = ask([document('file_x')]);
		const requests = [{ custom_id: 'a', params }];
		await post(standIn(), { requests }, {}, '/v1/messages/batches');
		const { data } = await sdk(standIn()).messages.batches.list();
		expect(data).toMatchObject([{ request_counts: { errored: 1 } }]);
	});
});

it('another process reads which files there are', async () => {
	const id = standIn().addFile(PDF);
	const { json } = await get(standIn(), '/__standin/files');
	expect(json).toEqual({
		files: [
			{
				id,
				filename: 'ants.pdf',
				mime_type: 'application/pdf',
				size_bytes: 5,
				sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
				downloadable: true,
				expires_at: null,
			},
		],
	});
});
