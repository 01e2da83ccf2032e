import fc from 'fast-check';
import { acceptedName } from '../../../../../nodes/shared/api/endpoints/uploadFile';

test.each([
	['a.pdf', 'a.pdf'],
	['what is "this"? <2026>.pdf', 'what is _this__ _2026_.pdf'],
	['  ', 'file'],
	[`${'a'.repeat(251)}.pdf`, `${'a'.repeat(251)}.pdf`],
	[`${'a'.repeat(300)}.tar.gz`, `${'a'.repeat(252)}.gz`],
	[`${'a'.repeat(250)}🐜🐜.pdf`, `${'a'.repeat(250)}.pdf`],
	['a'.repeat(300), 'a'.repeat(255)],
	[`a.${'b'.repeat(300)}`, `a.${'b'.repeat(253)}`],
])('%s', (given, accepted) => {
	expect(acceptedName(given)).toBe(accepted);
});

test('no name is too long, is cut within a character, or loses its extension', () => {
	const text = fc.string({ unit: 'binary', maxLength: 400 });
	fc.assert(
		fc.property(text, (name) => {
			const accepted = acceptedName(`${name}.docx`);
			expect(accepted.length).toBeLessThanOrEqual(255);
			expect(Buffer.from(accepted).toString()).toBe(accepted);
			expect(accepted.endsWith('.docx')).toBe(true);
		}),
	);
});
