/** First and last characters of JavaScript's named classes, line ends, and a few distant letters. */
const LANDMARKS = [
	...'\t\n\v\f\r !/09:@AZ[_^`az{~\x7f\x85\xa0\u1680\u1fff\u2000\u200a\u200b\u2028\u2029\u202f\u205f\u3000\ufeff',
	...'éß中а𐀀😀\ud800\udfff\u{10ffff}',
].map((letter) => letter.codePointAt(0) ?? 0);

const WRITTEN = /\\u\{([\da-f]+)\}|\\u([\da-f]{4})|\\x([\da-f]{2})|\\c([a-z])|[^]/giu;

/** Every character that a pattern mentions, however it is escaped. */
function lettersOf(source: string): number[] {
	return [...source.matchAll(WRITTEN)].map(([letter, braced, four, two, control]) => {
		const hex = braced ?? four ?? two;
		if (hex !== undefined) return parseInt(hex, 16);
		const code = letter.codePointAt(0) ?? 0;
		return control === undefined ? code : control.charCodeAt(0) % 32;
	});
}

/** The kinds of characters that matter: for each, the atoms that match it. */
export type Alphabet = Array<ReadonlySet<string>>;

/**
 * One entry for each set of a pattern's atoms that some character matches. Ranges begin and end at characters
 * that the pattern names, so that those and their neighbours represent all.
 *
 * @param mode the flags of the pattern
 */
export function alphabetOf(source: string, atoms: readonly string[], mode: string): Alphabet {
	const codes = [...lettersOf(source), ...LANDMARKS].flatMap((code) => [code - 1, code, code + 1]);
	const letters = [...new Set(codes)].filter((code) => code >= 0 && code <= 0x10ffff);
	const tests = [...new Set(atoms)].map((atom) => {
		// A Unicode property is not looked up: it may match any character.
		const isOpen = /\\p\{/i.test(atom);
		const fits = new RegExp(`^(?:${atom})$`, mode);
		return { atom, fits: (letter: string) => isOpen || fits.test(letter) };
	});
	const kinds = new Map<string, ReadonlySet<string>>();
	for (const code of letters) {
		const letter = String.fromCodePoint(code);
		const fitting = tests.filter(({ fits }) => fits(letter)).map(({ atom }) => atom);
		kinds.set(JSON.stringify(fitting), new Set(fitting));
	}
	return [...kinds.values()];
}
