import { posix } from 'node:path';
import type { MarkdownRenderer } from 'vitepress';

/** Whether a link leads out of `docs/`, relative to which `path` is. */
const leadsOut = (path: string) => path.startsWith('../');

/**
 * Turns links to files outside `docs/`, which work as they are on GitHub, into links to the repository: the
 * site has no other files.
 *
 * @param repository its address without a slash at the end
 */
export function linksToRepository(markdown: MarkdownRenderer, repository: string): void {
	markdown.core.ruler.push('links-to-repository', ({ tokens, env }) => {
		const folder = posix.dirname(String(env.relativePath));
		for (const token of tokens.flatMap(({ children }) => children ?? [])) {
			const href = token.type === 'link_open' ? token.attrGet('href') : null;
			if (href === null || /^([a-z]+:|[#/])/i.test(href)) continue;
			const path = posix.join(folder, href);
			if (!leadsOut(path)) continue;
			token.attrSet('href', `${repository}/blob/main/${path.slice('../'.length)}`);
		}
	});
}
