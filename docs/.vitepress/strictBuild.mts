/**
 * Listens to everything that is warned of while the site is built: by Vite, VitePress, Vue and Shiki, which
 * go on after it.
 *
 * @returns what fails the build at its end when there was anything
 */
export function strictBuild(): () => void {
	const said: string[] = [];
	for (const level of ['warn', 'error'] as const) {
		const print = console[level];
		console[level] = (...words: unknown[]) => {
			said.push(words.join(' '));
			print(...words);
		};
	}
	return () => {
		if (said.length > 0) throw new Error(`The site was built with ${said.length} warnings`);
	};
}
