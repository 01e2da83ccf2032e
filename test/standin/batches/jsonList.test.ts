import { findList } from './jsonList';
import { shuffled } from './resultLines';

function elementsIn(json: string): string[] {
	const bytes = Buffer.from(json);
	const { places } = findList(bytes, 'requests') ?? { places: [] };
	return Array.from({ length: places.length / 2 }, (_, index) =>
		bytes.toString('utf8', places[2 * index], places[2 * index + 1]),
	);
}

describe('the elements of a list in JSON', () => {
	it.each([
		['{"requests":[1,{"a":[2,3]},"x"]}', ['1', '{"a":[2,3]}', '"x"']],
		['{ "requests" : [ 1 , 2 ] }', [' 1 ', ' 2 ']],
		['{"requests":["],\\"[",",\\\\"]}', ['"],\\"["', '",\\\\"']],
		['{"other":[{"requests":[0]}],"requests":["🐜"],"b":[1]}', ['"🐜"']],
		['{"a":"requests","b":[1,2]}', []],
		['[{"requests":[1]}]', []],
		['{"requests":[1,2', []],
		['{"requests":"[1]', []],
		['', []],
	])('are found where they stand: %s', (json, elements) => {
		expect(elementsIn(json)).toEqual(elements);
	});

	it('leave JSON behind, if it was JSON', () => {
		const restOf = (json: string) => findList(Buffer.from(json), 'requests')?.rest;
		expect(restOf('{"a":1,"requests":[{"b":2},3],"c":4}')).toBe('{"a":1,"requests":[0,0],"c":4}');
		expect(restOf('{"requests":[ ]}')).toBe('{"requests":[]}');
		expect(restOf('{"requests":[1,]}')).toBe('{"requests":[0,]}');
	});
});

it.each([0, 1, 2, 3, 7, 12, 100, 999])('an order of %i has every index once', (count) => {
	const indexes = [...shuffled(count)];
	expect([...indexes].sort((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, i) => i));
});
