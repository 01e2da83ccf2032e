import Anthropic from '@anthropic-ai/sdk';
import { get, NEW_VERSION, refusal, sdk, useStandIn } from './testkit';

const standIn = useStandIn();

const REPORT = { filename: 'report.csv', mimeType: 'text/csv', bytes: Buffer.from('a,b\n1,2\n') };
const BETA = { 'anthropic-beta': 'files-api-2025-04-14' };

describe('a file that a tool made', () => {
	it('is described to the official SDK', async () => {
		const id = standIn().addFile(REPORT);
		expect(id).toMatch(/^file_/);
		expect({ ...(await sdk(standIn()).files.retrieveMetadata(id)) }).toEqual({
			id,
			type: 'file',
			filename: 'report.csv',
			mime_type: 'text/csv',
			size_bytes: 8,
			created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
			downloadable: true,
			expires_at: null,
		});
	});

	it('is downloaded by the official SDK, whole and with its type', async () => {
		const bytes = Buffer.from(Array.from({ length: 100_000 }, (_, index) => index % 256));
		standIn().addFile({ id: 'file_1', filename: 'a.bin', mimeType: 'image/png', bytes });
		const response = await sdk(standIn()).files.download('file_1');
		expect(response.headers.get('content-type')).toBe('image/png');
		expect(response.headers.get('content-length')).toBeNull();
		expect(Buffer.from(await response.arrayBuffer()).equals(bytes)).toBe(true);
	});

	it.each([BETA, NEW_VERSION, { ...NEW_VERSION, ...BETA }])(
		'needs no beta header and takes it: %j',
		async (headers) => {
			const id = standIn().addFile(REPORT);
			expect(await get(standIn(), `/v1/files/${id}`, headers)).toMatchObject({ status: 200 });
		},
	);

	it('is empty when it is', async () => {
		const id = standIn().addFile({ ...REPORT, bytes: Buffer.alloc(0) });
		const response = await sdk(standIn()).files.download(id);
		expect(await response.text()).toBe('');
	});

	it('is gone after a reset', async () => {
		const id = standIn().addFile(REPORT);
		standIn().reset();
		expect((await get(standIn(), `/v1/files/${id}`)).status).toBe(404);
	});
});

describe('a download is refused', () => {
	it.each(['/v1/files/file_0', '/v1/files/file_0/content'])(
		'when there is no such file: %s',
		async (path) => {
			expect(await get(standIn(), path)).toMatchObject(refusal(404, 'not_found_error', 'File'));
		},
	);

	it('when the file was not made by a tool', async () => {
		const id = standIn().addFile({ ...REPORT, downloadable: false });
		const { json } = await get(standIn(), `/v1/files/${id}`);
		expect(json).toMatchObject({ downloadable: false });
		await expect(sdk(standIn()).files.download(id)).rejects.toBeInstanceOf(
			Anthropic.Files.FileNotDownloadableError,
		);
	});

	it('without the key, and with an unknown beta', async () => {
		const path = `/v1/files/${standIn().addFile(REPORT)}/content`;
		expect((await get(standIn(), path, { 'x-api-key': 'wrong' })).status).toBe(401);
		expect((await get(standIn(), path, { 'anthropic-beta': 'files-api-1999' })).status).toBe(400);
	});
});

describe('a fault of a download', () => {
	it('is queued for its path, and met once', async () => {
		const id = standIn().addFile(REPORT);
		const path = `/v1/files/${id}/content`;
		standIn().queue(
			{ path, kind: 'error', status: 529, type: 'overloaded_error', message: 'Busy' },
			{ path, kind: 'cut' },
			{ path, kind: 'reset' },
			{ path, kind: 'gzip' },
		);
		const { files } = sdk(standIn());
		await expect(files.download(id)).rejects.toMatchObject({ status: 529 });
		const broken = await files.download(id);
		expect(broken.status).toBe(200);
		await expect(broken.text()).rejects.toThrow();
		await expect(files.download(id)).rejects.toThrow('Connection error');
		const zipped = await files.download(id);
		expect(zipped.headers.get('content-encoding')).toBe('gzip');
		expect(await zipped.text()).toBe('a,b\n1,2\n');
		expect(await (await files.download(id)).text()).toBe('a,b\n1,2\n');
	});
});
