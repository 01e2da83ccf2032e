/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const PROJECT = join(__dirname, '..', '..');

const read = (path: string) => readFileSync(join(PROJECT, path), 'utf8');

const PACKAGE: {
	name: string;
	version: string;
	homepage: string;
	author: { name: string; email: string };
	repository: { url: string };
	bugs: { url: string };
	scripts: Record<string, string>;
} = JSON.parse(read('package.json'));

/** Every file of the repository that is text, those that are not committed yet too. */
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
	cwd: PROJECT,
	encoding: 'utf8',
})
	.split('\n')
	.filter((path) => path !== '' && !/\.(png|jpg|gif|webp|pdf|ico)$/.test(path))
	.filter((path) => existsSync(join(PROJECT, path)));

describe('what only the owner can fill in stands in package.json alone', () => {
	const { repository, author, homepage, bugs } = PACKAGE;
	const address = repository.url.replace(/^git\+|\.git$/g, '');
	const path = new URL(address).pathname.slice(1);

	test('the addresses of the package are those of its repository', () => {
		expect(address).toMatch(/^https:\/\/github\.com\/[\w.-]+\/[\w.-]+$/);
		expect(homepage).toBe(`${address}#readme`);
		expect(bugs.url).toBe(`${address}/issues`);
	});

	test.each([
		['the repository', path],
		['the address of the author', author.email],
	])('no other file names %s', (_, value) => {
		expect(files.length).toBeGreaterThan(500);
		const elsewhere = files.filter((file) => file !== 'package.json' && read(file).includes(value));
		expect(elsewhere).toEqual([]);
	});
});

test('an address that leads into the README finds a heading there', () => {
	const anchors = files
		.filter((path) => /^(nodes|credentials)\//.test(path))
		.flatMap((path) => [...read(path).matchAll(new RegExp(`/package/${PACKAGE.name}#(\\w+)`, 'g'))])
		.map(([, anchor = '']) => anchor);
	expect(anchors.length).toBeGreaterThan(0);
	const headings = [...read('README.md').matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
		heading.toLowerCase().replaceAll(' ', '-'),
	);
	expect(anchors.filter((anchor) => anchor !== 'readme' && !headings.includes(anchor))).toEqual([]);
});

describe('a release', () => {
	const notesOf = (...args: string[]) =>
		execFileSync(process.execPath, [join(PROJECT, '.github', 'releaseNotes.mjs'), ...args], {
			encoding: 'utf8',
			stdio: 'pipe',
		});

	test('the version is the same in package.json, its lock and the changelog', () => {
		const lock: { version: string; packages: Record<string, { version: string }> } = JSON.parse(
			read('package-lock.json'),
		);
		expect([lock.version, lock.packages['']?.version]).toEqual([PACKAGE.version, PACKAGE.version]);
		expect(read('CHANGELOG.md')).toMatch(
			new RegExp(`^## \\[${PACKAGE.version}\\] - \\d{4}-\\d\\d-\\d\\d$`, 'm'),
		);
	});

	test('its notes are the section of the changelog', () => {
		const notes = notesOf(`v${PACKAGE.version}`);
		expect(read('CHANGELOG.md')).toContain(notes.trim());
		expect(notes).not.toMatch(/^## /m);
	});

	test('a tag that is not the version of the package is refused', () => {
		expect(() => notesOf('v99.0.0')).toThrow(/The tag is v99\.0\.0/);
	});

	test('nothing is published from the machine of a maintainer', () => {
		const config: { npm: object; github: object; git: { tagName: string } } = JSON.parse(
			read('.release-it.json'),
		);
		expect(config.npm).toEqual({ publish: false });
		expect(config.github).toEqual({ release: false });
		// The workflow that publishes starts with such a tag.
		expect(config.git.tagName).toBe('v${version}');
		expect(read('.github/workflows/publish.yml')).toContain("tags: ['v*.*.*']");
	});
});

test('the tasks of the editor are scripts of the package', () => {
	const { tasks }: { tasks: Array<{ script: string }> } = JSON.parse(read('.vscode/tasks.json'));
	expect(tasks.length).toBeGreaterThan(1);
	expect(tasks.filter(({ script }) => !(script in PACKAGE.scripts))).toEqual([]);
});

test('the scripts that CONTRIBUTING names are there', () => {
	const named = [...read('CONTRIBUTING.md').matchAll(/npm run ([\w:]+)/g)].map(
		([, name = '']) => name,
	);
	expect(named.length).toBeGreaterThan(3);
	expect(named.filter((name) => !(name in PACKAGE.scripts))).toEqual([]);
});

test('every folder that Dependabot looks into is there', () => {
	const path = '.github/dependabot.yml';
	const { updates }: { updates: Array<{ 'package-ecosystem': string; directory: string }> } = parse(
		read(path),
	);
	expect(updates.map((update) => update['package-ecosystem'])).toEqual(['npm', 'github-actions']);
	for (const { directory } of updates) expect(existsSync(join(PROJECT, directory))).toBe(true);
});

test.each(['bug.yml', 'feature.yml'])('the form %s has what GitHub needs of a form', (file) => {
	const path = `.github/ISSUE_TEMPLATE/${file}`;
	const form: {
		name: string;
		description: string;
		body: Array<{ type: string; id?: string; attributes: { label?: string } }>;
	} = parse(read(path));
	const fields = form.body.filter(({ type }) => type !== 'markdown');
	expect([form.name, form.description]).toEqual([expect.any(String), expect.any(String)]);
	expect(new Set(fields.map(({ id }) => id)).size).toBe(fields.length);
	for (const { id, attributes } of fields)
		expect([id, attributes.label]).toEqual([id, expect.any(String)]);
});

test('a report of a bug tells the request ID and the versions, and holds no secret', () => {
	const path = '.github/ISSUE_TEMPLATE/bug.yml';
	const { body }: { body: Array<{ id?: string; validations?: { required?: boolean } }> } = parse(
		read(path),
	);
	const required = body.filter(({ validations }) => validations?.required).map(({ id }) => id);
	expect(required).toEqual(['what', 'request', 'workflow', 'n8n', 'version']);
	expect(read(path)).toContain('no key, token or private data');
});
