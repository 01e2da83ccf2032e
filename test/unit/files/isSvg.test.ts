import * as fc from 'fast-check';
import { fileType, HEAD_LENGTH } from '../../../nodes/ClaudeMessages/files/fileType';
import { isSvg } from '../../../nodes/ClaudeMessages/files/isSvg';
import { heldTime } from '../processorTime';

test.each([
	'<svg>',
	'<svg/>',
	'\xef\xbb\xbf \n<?xml version="1.0"?>\n<!-- > <b> -->\n<!DOCTYPE svg PUBLIC "-//W3C">\n<svg a="b">',
	'<!DOCTYPE svg [\n <!ENTITY ns "http://a">\n <!ENTITY b "c">\n]>\n<svg:svg >',
	'<SVG\n>',
])('%j is a drawing', (text) => {
	expect(isSvg(text)).toBe(true);
});

test.each([
	'',
	'<!--',
	'<!-- <svg> ',
	'<?xml <svg>',
	'<svgs>',
	'<html><svg>',
	'words <svg>',
	'<!DOCTYPE svg [ <svg>',
])('%j is none', (text) => {
	expect(isSvg(text)).toBe(false);
});

test('a small file of remarks and blanks does not stop n8n', () => {
	const remarks = Buffer.from(`${'<!-- a -->  '.repeat(HEAD_LENGTH / 12)}x`);
	expect(heldTime(() => expect(fileType(remarks)).toBe('text'), 50)).toBeLessThan(50);
});

test('no mixture of marks takes longer than its length explains', () => {
	const marks = fc.constantFrom(
		'<!--',
		'-->',
		'<?',
		'?>',
		'<!',
		'>',
		'[',
		']',
		'<',
		' ',
		'svg',
		'-',
	);
	const unit = fc.array(marks, { minLength: 1, maxLength: 4 });
	fc.assert(
		fc.property(unit, marks, (parts, end) => {
			const text = parts.join('').repeat(20_000) + end;
			expect(heldTime(() => isSvg(text), 200)).toBeLessThan(200);
		}),
		{ numRuns: 60 },
	);
});
