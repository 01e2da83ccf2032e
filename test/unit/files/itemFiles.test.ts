import type { INodeExecutionData } from 'n8n-workflow';
import { Failure } from '../../../nodes/shared/errors/failure';
import { allFiles, findFiles } from '../../../nodes/ClaudeMessages/files/itemFiles';

const file = (fileName: string) => ({ data: 'aGVsbG8=', mimeType: 'image/png', fileName });
const stored = { data: 'filesystem-v2', id: 'filesystem-v2:x', mimeType: 'image/png' };
const item: INodeExecutionData = {
	json: {
		name: 'a name',
		photo: 'not a file',
		nested: { inner: file('nested.png') },
		list: [file('first.png'), file('second.png')],
		_files: { combined: file('combined.png'), deep: { deeper: stored } },
	},
	binary: {
		data: file('data.png'),
		other: file('other.png'),
		'a, b': file('comma.png'),
		photo: file('photo.png'),
	},
};
const names = (field: unknown) => findFiles(field, item).map(({ data }) => data.fileName);

test.each([
	['data', ['data.png']],
	[' data ', ['data.png']],
	['data,other', ['data.png', 'other.png']],
	['other , data,', ['other.png', 'data.png']],
	['data,data', ['data.png', 'data.png']],
	['a, b', ['comma.png']],
	['photo', ['photo.png']],
	['nested.inner', ['nested.png']],
	['list.1', ['second.png']],
	['combined', ['combined.png']],
	['_files.combined', ['combined.png']],
	['deep.deeper', [undefined]],
	['*', ['data.png', 'other.png', 'comma.png', 'photo.png', 'combined.png', undefined]],
])('the field %j means the files %j', (field, files) => {
	expect(names(field)).toEqual(files);
});

test.each<[string, unknown, Array<string | undefined>]>([
	['one file', file('x.png'), ['x.png']],
	['a file of the storage', stored, [undefined]],
	['a list of files', [file('x.png'), file('y.png')], ['x.png', 'y.png']],
	['all files of a node', { data: file('x.png'), more: file('y.png') }, ['x.png', 'y.png']],
])('an expression may give %s', (_, value, files) => {
	expect(names(value)).toEqual(files);
	expect(findFiles(value, item).every(({ ofItem }) => !ofItem)).toBe(true);
});

test.each<[string, unknown, string]>([
	[
		'a missing field',
		'missing',
		'The item has no file in the field "missing"; its files are in: data',
	],
	['one missing field of several', 'data,missing', 'no file in the field "missing"'],
	['a field with text', 'name', 'The field "name" of the item is not a file but "a name"'],
	['a name of JavaScript', 'constructor', 'The item has no file in the field "constructor"'],
	['another name of JavaScript', '__proto__', 'The item has no file in the field "__proto__"'],
	['a path through text', 'name.length', 'The item has no file in the field "name.length"'],
	['an empty list', [], 'does not give a file but []'],
	['a list with something else', [file('x.png'), 'y'], 'does not give a file but'],
	['a number', 7, 'does not give a file but 7'],
	['nothing', null, 'does not give a file but empty'],
	['an empty object', {}, 'does not give a file but {}'],
])('%s is a mistake that names the place', (_, field, says) => {
	expect(() => findFiles(field, item)).toThrow(says);
	expect(() => findFiles(field, item)).toThrow(Failure);
});

test.each([',', ' , ,', ', '])(
	'the field %j, as an expression of two empty values gives it, is a mistake',
	(field) => {
		expect(() => findFiles(field, item)).toThrow(Failure);
	},
);

test('an item without files says so', () => {
	expect(() => findFiles('data', { json: {} })).toThrow('it has no files');
	expect(allFiles({ json: { _files: null } })).toEqual([]);
});
