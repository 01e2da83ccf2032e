import { readFileSync } from 'node:fs';
import { slug } from 'github-slugger';
import { defineConfig } from 'vitepress';
import { pagesOfGitHub } from './pagesOfGitHub.mts';
import { strictBuild } from './strictBuild.mts';

const { repository } = JSON.parse(
	readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
);
/** As in https://example.com/owner/name: package.json is the one place for it. */
const REPOSITORY = String(repository.url).replace(/^git\+|\.git$/g, '');

/** An icon of the node, as the address of an image. */
function icon(name: string): string {
	const path = new URL(`../../nodes/ClaudeMessages/${name}.svg`, import.meta.url);
	return `data:image/svg+xml,${encodeURIComponent(readFileSync(path, 'utf8'))}`;
}

/** `npm run docs` builds the site into `.vitepress/dist`. */
export default defineConfig({
	title: 'Claude Messages for n8n',
	description: 'Claude in n8n workflows: every item becomes one call, every answer one item',
	lang: 'en-GB',
	cleanUrls: true,
	head: [['link', { rel: 'icon', type: 'image/svg+xml', href: icon('claudeMessages') }]],
	buildEnd: strictBuild(),
	markdown: {
		// The same anchors as on GitHub, where the pages are read as well.
		anchor: { slugify: (heading) => slug(heading) },
		config: (markdown) => void markdown.use(pagesOfGitHub, REPOSITORY),
	},
	themeConfig: {
		logo: { light: icon('claudeMessages'), dark: icon('claudeMessages.dark') },
		search: { provider: 'local' },
		socialLinks: [{ icon: 'github', link: REPOSITORY }],
		outline: { level: [2, 3] },
		nav: [
			{ text: 'Guide', link: '/getting-started', activeMatch: '^/(getting|cred|send|tools)' },
			{ text: 'Errors', link: '/errors' },
			{ text: 'Fields', link: '/reference/fields' },
		],
		sidebar: [
			{
				text: 'Start',
				items: [
					{ text: 'What it is', link: '/' },
					{ text: 'Getting started', link: '/getting-started' },
					{ text: 'Credentials', link: '/credentials' },
					{ text: 'Recipes', link: '/recipes' },
				],
			},
			{
				text: 'Operations',
				items: [
					{ text: 'Send a message', link: '/send' },
					{ text: 'Count tokens', link: '/count-tokens' },
					{ text: 'Tools and chat', link: '/tools-and-chat' },
					{ text: 'Batches', link: '/batches' },
					{ text: 'Trigger', link: '/trigger' },
					{ text: 'Files', link: '/files' },
					{ text: 'Models', link: '/models' },
				],
			},
			{
				text: 'When it matters',
				items: [
					{ text: 'Errors', link: '/errors' },
					{ text: 'Many items, bad days', link: '/many-items' },
					{ text: 'Limits and cost', link: '/limits-and-cost' },
					{ text: 'Performance', link: '/performance' },
					{ text: 'Queue mode', link: '/queue-mode' },
					{ text: 'Security', link: '/security' },
				],
			},
			{
				text: 'Reference',
				items: [
					{ text: 'Fields', link: '/reference/fields' },
					{ text: 'All error messages', link: '/reference/errors' },
					{ text: 'What of the API is where', link: '/coverage' },
					{ text: "Beside n8n's own node", link: '/comparison' },
					{ text: 'Versions', link: '/versions' },
					{ text: 'Saved workflows', link: '/saved-workflows' },
					{ text: 'Architecture', link: '/architecture' },
				],
			},
		],
	},
});
