import { Failure } from '../../../nodes/ClaudeMessages/errors/failure';
import { fileOpener, type Storage } from '../../../nodes/ClaudeMessages/files/openFile';
import { joined } from './chunks';

const BYTES = Buffer.from(Array.from({ length: 100_001 }, (_, index) => (index * 31) % 256));

/** n8n's storage when the file is not in it any more, or was never to be asked for. */
const noStorage: Storage = {
	async getBinaryStream() {
		throw new Error('ENOENT: no such file or directory');
	},
};

const read = async (data: string) => {
	const found = { name: 'data', ofItem: true, data: { data, mimeType: 'image/png' } };
	return await joined(fileOpener(found, noStorage)());
};

test.each([
	['as n8n writes it', BYTES.toString('base64')],
	['without padding', BYTES.toString('base64').replace(/=+$/, '')],
	['in the form for addresses', BYTES.toString('base64url')],
	['in lines of 76, as in an email', BYTES.toString('base64').replace(/.{76}/g, '$&\r\n')],
])('a file in base64 %s is read whole', async (_, base64) => {
	const bytes = await read(base64);
	expect(bytes.length).toBe(BYTES.length);
	expect(bytes.equals(BYTES)).toBe(true);
});

test('an empty file has no bytes', async () => {
	expect(await read('')).toHaveLength(0);
});

test('a file can be read again', async () => {
	const data = { data: BYTES.toString('base64'), mimeType: 'image/png' };
	const open = fileOpener({ name: 'data', ofItem: true, data }, noStorage);
	expect((await joined(open())).equals(await joined(open()))).toBe(true);
});

test('a file that the storage has lost is named, and its path is not shown', async () => {
	const data = { data: 'filesystem-v2', id: 'filesystem-v2:gone', mimeType: 'image/png' };
	const reading = joined(fileOpener({ name: 'photo', ofItem: true, data }, noStorage)());
	await expect(reading).rejects.toThrow(Failure);
	await expect(reading).rejects.toThrow(
		"The file in 'photo' can no longer be read from n8n's storage",
	);
});
