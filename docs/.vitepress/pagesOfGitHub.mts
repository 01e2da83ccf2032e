import { posix } from 'node:path';
import type { MarkdownRenderer } from 'vitepress';

/** Whether a link leads out of `docs/`, relative to which `path` is. */
const leadsOut = (path: string) => path.startsWith('../');

/**
 * Lets pages that are written for GitHub work on the site. Links to files outside `docs/` become links to the
 * repository, because the site has no other files, and expressions in code are shown, not run.
 *
 * @param repository its address without a slash at the end
 */
export function pagesOfGitHub(markdown: MarkdownRenderer, repository: string): void {
	markdown.core.ruler.push('pages-of-github', ({ tokens, env }) => {
		const folder = posix.dirname(String(env.relativePath));
		for (const token of tokens.flatMap(({ children }) => children ?? [])) {
			// Expressions of n8n look like those of Vue, which would be run.
			if (token.type === 'code_inline') token.attrSet('v-pre', '');
			const href = token.type === 'link_open' ? token.attrGet('href') : null;
			if (href === null || /^([a-z]+:|[#/])/i.test(href)) continue;
			const path = posix.join(folder, href);
			if (!leadsOut(path)) continue;
			token.attrSet('href', `${repository}/blob/main/${path.slice('../'.length)}`);
		}
	});
}
