import type { INodeExecutionData } from 'n8n-workflow';
import { Failure } from '../../../nodes/shared/errors/failure';
import { FileInspector } from '../../../nodes/ClaudeMessages/files/fileInspector';
import { placeFiles } from '../../../nodes/ClaudeMessages/files/placeFiles';
import { readTurns } from '../../../nodes/ClaudeMessages/panel/messagesJson';
import { fixture } from '../../fixtures/files';
import { countingStorage, inStorage, noStorage } from './storage';

const item: INodeExecutionData = {
	json: {},
	binary: { data: { data: Buffer.from('Hello').toString('base64'), mimeType: 'text/plain' } },
};
const place = async (content: unknown[]) =>
	await placeFiles(
		readTurns([{ role: 'user', content }]),
		item,
		new FileInspector(noStorage),
		false,
	);

const result = (content: unknown) => ({ type: 'tool_result', tool_use_id: 'toolu_1', content });
const binary = { type: 'document', source: { type: 'binary', field: 'data' }, title: 'T' };
const placed = {
	type: 'document',
	source: { type: 'text', media_type: 'text/plain', data: expect.anything() },
	title: 'T',
};

test.each<[string, unknown, unknown]>([
	['in a turn', binary, placed],
	['in the result of a tool', result([binary, binary]), result([placed, placed])],
])('a file takes its place %s', async (_, block, whole) => {
	const { turns } = await place([block]);
	expect(turns).toEqual([{ role: 'user', content: [whole] }]);
});

test('a picture takes its place in a document of blocks', async () => {
	const inner = (source: unknown) => ({
		type: 'document',
		source: { type: 'content', content: [{ type: 'image', source }] },
	});
	const photo = { data: fixture('photo.jpg').base64, mimeType: 'image/jpeg' };
	const { turns, files } = await placeFiles(
		readTurns([{ role: 'user', content: [inner({ type: 'binary', field: 'photo' })] }]),
		{ json: {}, binary: { photo } },
		new FileInspector(noStorage),
		false,
	);
	const source = { type: 'base64', media_type: 'image/jpeg', data: expect.anything() };
	expect(turns).toEqual([{ role: 'user', content: [inner(source)] }]);
	expect(files.map(({ name }) => name)).toEqual(['photo']);
});

test.each<[string, unknown]>([
	['a tool result in text', result('done')],
	['a tool result without content', { type: 'tool_result', tool_use_id: 'toolu_1' }],
	['a block of the future', { type: 'hologram', source: { type: 'stream' } }],
	['a search result', { type: 'search_result', source: 'https://a.b', title: 'T', content: [] }],
])('%s stays as it is', async (_, block) => {
	expect(await place([block])).toEqual({ turns: [{ role: 'user', content: [block] }], files: [] });
});

test.each([[[null]], [['text']], [[7]], [[[]]]])(
	'a tool result with %j in it does not trip the node: it is explained, or left to the API',
	async (content) => {
		const outcome = await place([result(content)]).then(
			() => 'fine',
			(error: unknown) => (error instanceof Failure ? 'fine' : error),
		);
		expect(outcome).toBe('fine');
	},
);

test('a block of another type cannot be a file of the item', async () => {
	await expect(place([{ ...binary, type: 'text' }])).rejects.toThrow(
		'A block of the type text cannot have a source of the type binary',
	);
});

test('a file that stands twice in an item, or in many items, is opened once to be checked', async () => {
	const { storage, opens } = countingStorage({ a: fixture('photo.jpg').bytes });
	const inspector = new FileInspector(storage);
	const [first, second] = [inStorage('a').data, inStorage('a').data];
	const block = { type: 'image', source: { type: 'binary', field: 'one, two' } };
	const turns = readTurns([{ role: 'user', content: [block, block] }]);
	const twice = { json: {}, binary: { one: first, two: second } };
	const { files } = await placeFiles(turns, twice, inspector, false);
	await placeFiles(turns, { ...twice }, inspector, false);
	expect(opens).toEqual(['a']);
	expect(new Set(files.map(({ data }) => data.token)).size).toBe(4);
	expect(new Set(files.map(({ data }) => data.identity)).size).toBe(1);
});

test('a hundred files of any names keep their order', async () => {
	const names = Array.from({ length: 97 }, (_, index) => `file ${index}`);
	const odd = ['__proto__', 'a.b', 'c, d', ...names];
	const fields = Object.fromEntries(
		odd.map((name) => [
			name,
			{ data: Buffer.from(name).toString('base64'), mimeType: 'text/plain' },
		]),
	);
	const turns = (field: string) =>
		readTurns([{ role: 'user', content: [{ ...binary, source: { type: 'binary', field } }] }]);
	const inspector = new FileInspector(noStorage);
	const { files } = await placeFiles(turns('*'), { json: {}, binary: fields }, inspector, false);
	expect(files.map(({ name }) => name)).toEqual(odd);
	for (const name of odd) {
		const placedOne = await placeFiles(turns(name), { json: {}, binary: fields }, inspector, false);
		expect(placedOne.files.map((file) => file.name)).toEqual([name]);
	}
});

test('with * a broken file of the other kind does not count', async () => {
	const files = {
		photo: { data: fixture('cut.png').base64, mimeType: 'image/png' },
		notes: { data: Buffer.from('Hello').toString('base64'), mimeType: 'text/plain' },
	};
	const turns = readTurns([
		{ role: 'user', content: [{ ...binary, source: { type: 'binary', field: '*' } }] },
	]);
	const placedOnes = await placeFiles(
		turns,
		{ json: {}, binary: files },
		new FileInspector(noStorage),
		false,
	);
	expect(placedOnes.files.map(({ name, kind }) => [name, kind])).toEqual([['notes', 'document']]);
});
