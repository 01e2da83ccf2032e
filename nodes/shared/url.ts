/**
 * The address in a text; undefined where there is none. `URL.canParse` is not used: once compiled, that of
 * Node.js 20 takes Latin letters for broken ones, and refuses hosts such as bücher.example.
 *
 * @param base what a relative address is relative to
 */
export function urlIn(text: string, base?: string): URL | undefined {
	try {
		return new URL(text, base);
	} catch {
		return undefined;
	}
}
