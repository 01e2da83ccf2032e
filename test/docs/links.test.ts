/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');
const REMARK = join(ROOT, 'node_modules/remark-cli/cli.js');
const CHECK = join(ROOT, 'node_modules/remark-validate-links/index.js');

/** What the check says about pages; empty where every relative link and anchor leads somewhere. */
function deadLinks(pages: readonly string[], cwd: string): string {
	const options = ['--frail', '--quiet', '--no-stdout', '--no-config', '--no-ignore', '--no-color'];
	const use = ['--use', `${CHECK}=repository:false`];
	const { stderr, error } = spawnSync(process.execPath, [REMARK, ...options, ...use, ...pages], {
		cwd,
		encoding: 'utf8',
	});
	if (error !== undefined) throw error;
	return stderr;
}

test('no link in any page of the repository is dead', () => {
	const listed = ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'];
	const pages = spawnSync('git', listed, { cwd: ROOT, encoding: 'utf8' }).stdout.trim().split('\n');
	expect(pages).toEqual(expect.arrayContaining(['README.md', 'docs/errors.md']));
	expect(deadLinks(pages, ROOT)).toBe('');
}, 120_000);

test('a link to nothing, and one to a heading that is not there, are noticed', () => {
	const folder = mkdtempSync(join(tmpdir(), 'links-'));
	try {
		writeFileSync(join(folder, 'other.md'), '# Here\n');
		writeFileSync(
			join(folder, 'page.md'),
			'[good](other.md#here) [file](gone.md) [heading](other.md#gone) ![picture](gone.jpg)\n',
		);
		const said = deadLinks(['page.md', 'other.md'], folder);
		expect(said).toContain('gone.md');
		expect(said).toContain('#gone');
		expect(said).toContain('gone.jpg');
		expect(said).not.toContain('other.md#here');
	} finally {
		rmSync(folder, { recursive: true });
	}
}, 120_000);
