import * as fc from 'fast-check';
import { heldTime } from '../processorTime';
import {
	decodedLength,
	decodedPieces,
	withoutDataUrl,
} from '../../../nodes/ClaudeMessages/files/base64Text';

const decoded = (text: string, step: number) => Buffer.concat([...decodedPieces(text, step)]);

function expectAsBuffer(text: string, step: number) {
	const whole = Buffer.from(text, 'base64');
	expect(decoded(text, step).equals(whole)).toBe(true);
	expect(decodedLength(text)).toBe(whole.length);
}

const file = fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes));
const step = fc.integer({ min: 1, max: 120 });

/** Something between the signs, at random places. */
const dialect = fc.record({
	url: fc.boolean(),
	padding: fc.boolean(),
	breaks: fc.constantFrom('', '\n', '\r\n', ' ', '\t\f', '%', '\u00e9'),
	every: fc.integer({ min: 1, max: 80 }),
	end: fc.constantFrom('', '\n', '=', '==', ' =', 'A', 'AA', 'AAA'),
});

test('every dialect gives the bytes of Buffer.from, in slices of any length', () => {
	fc.assert(
		fc.property(file, dialect, step, (bytes, { url, padding, breaks, every, end }, length) => {
			const signs = bytes.toString(url ? 'base64url' : 'base64');
			const text = padding ? signs : signs.replace(/=+$/, '');
			const lines = text.match(new RegExp(`[^]{1,${every}}`, 'g')) ?? [];
			expectAsBuffer(lines.join(breaks) + end, length);
		}),
		{ numRuns: 2000 },
	);
});

test('parts that were joined with their padding end where Buffer.from ends', () => {
	fc.assert(
		fc.property(fc.array(file, { maxLength: 4 }), step, (files, length) => {
			expectAsBuffer(files.map((bytes) => bytes.toString('base64')).join(''), length);
		}),
	);
});

test('any text of one byte a letter gives the bytes of Buffer.from', () => {
	const letter = fc.integer({ min: 0, max: 255 }).map((code) => String.fromCharCode(code));
	fc.assert(
		fc.property(fc.array(letter, { maxLength: 300 }), step, (letters, length) => {
			expectAsBuffer(letters.join(''), length);
		}),
		{ numRuns: 1000 },
	);
});

test('a PDF in lines of 76, as in an email, is whole', () => {
	const bytes = Buffer.from(Array.from({ length: 210_016 }, (_, index) => (index * 31) % 251));
	expectAsBuffer(bytes.toString('base64').replace(/.{76}/g, '$&\r\n'), 64 * 1024);
});

test.each([
	['data:image/png;base64,AAAA', 'AAAA'],
	['data:text/plain;charset=utf-8;base64,AAAA', 'AAAA'],
	['data:AAAA', 'data:AAAA'],
	['AAAA', 'AAAA'],
	['', ''],
])('of %j counts %j', (text, rest) => {
	expect(withoutDataUrl(text)).toBe(rest);
});

test('counting and decoding take time for the length only', () => {
	const text = 'A \n'.repeat(1_000_000);
	const held = heldTime(() => {
		expect(decodedLength(text)).toBe(750_000);
		expect(decoded(text, 64 * 1024)).toHaveLength(750_000);
	}, 1000);
	expect(held).toBeLessThan(1000);
});
