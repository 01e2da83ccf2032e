/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';

const PROJECT = join(__dirname, '..', '..');
const FOLDER = join(PROJECT, '.github', 'workflows');

interface Step {
	name?: string;
	uses?: string;
	run?: string;
	with?: Record<string, unknown>;
}

interface Job {
	uses?: string;
	permissions?: Record<string, string>;
	'timeout-minutes'?: number;
	steps?: Step[];
}

interface Workflow {
	on: Record<string, unknown>;
	permissions?: object;
	concurrency?: { group: string };
	jobs: Record<string, Job>;
}

/** All that any job may write, and why it has to. */
const MAY_WRITE: Readonly<Record<string, string>> = {
	'publish.yml publish id-token': 'npm takes GitHub’s word for who publishes',
	'publish.yml release contents': 'the release on GitHub',
};

const files = readdirSync(FOLDER).map((file) => {
	const path = join(FOLDER, file);
	const text = readFileSync(path, 'utf8');
	const workflow: Workflow = parse(text);
	const jobs = Object.entries(workflow.jobs).map(([name, job]) => ({ name, ...job }));
	return { file, path, text, workflow, jobs, steps: jobs.flatMap(({ steps = [] }) => steps) };
});
const jobsOfAll = files.flatMap(({ file, jobs }) => jobs.map((job) => ({ file, ...job })));

/** A copy of CI with a slip in it, to see that actionlint finds one. */
const wrong = join(mkdtempSync(join(tmpdir(), 'claude-messages-workflow-')), 'wrong.yml');
let found: string[];

// It runs by itself, because its Go program wants the globals of Node.js, and once, because it is large.
beforeAll(() => {
	const [ci] = files;
	writeFileSync(wrong, ci?.text.replace('matrix.node }}', 'matrix.nodes }}') ?? '');
	const script = join(__dirname, 'lintWorkflows.cjs');
	const paths = [...files.map(({ path }) => path), wrong];
	found = JSON.parse(execFileSync(process.execPath, [script, ...paths], { encoding: 'utf8' }));
}, 120_000);
afterAll(() => rmSync(dirname(wrong), { recursive: true }));

test('actionlint finds nothing in the workflows', () => {
	expect(files.map(({ file }) => file)).toEqual(['ci.yml', 'publish.yml']);
	expect(found.filter((problem) => !problem.startsWith(wrong))).toEqual([]);
});

test('actionlint finds a slip in a workflow', () => {
	expect(found.filter((problem) => problem.startsWith(wrong))).toEqual([
		expect.stringContaining('property "nodes" is not defined'),
	]);
});

test.each(files)(
	'every action of $file is pinned to a commit, with its version as a comment',
	({ text }) => {
		const uses = text.match(/uses: .*/g) ?? [];
		expect(uses.length).toBeGreaterThan(0);
		const pinned =
			/^uses: (?:\.\/\.github\/workflows\/\w+\.yml|[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+)$/;
		expect(uses.filter((line) => !pinned.test(line))).toEqual([]);
	},
);

test('an action has the same commit wherever it is used', () => {
	const pins = files.flatMap(({ text }) => [...text.matchAll(/uses: ([\w-]+\/[\w-]+)@(.*)/g)]);
	const byAction = new Map<string | undefined, Set<string | undefined>>();
	for (const [, action, pin] of pins) {
		byAction.set(action, (byAction.get(action) ?? new Set()).add(pin));
	}
	expect(byAction.size).toBeGreaterThan(1);
	for (const [action, versions] of byAction) expect([action, versions.size]).toEqual([action, 1]);
});

test.each(files)('$file gives nothing to all jobs, and each job what it needs', ({ workflow }) => {
	expect(workflow.permissions).toEqual({});
	for (const [name, { permissions }] of Object.entries(workflow.jobs)) {
		expect([name, permissions]).toEqual([name, expect.any(Object)]);
	}
});

test('no job may write but those that publish', () => {
	const writing = jobsOfAll.flatMap(({ file, name, permissions = {} }) =>
		Object.entries(permissions)
			.filter(([, right]) => right !== 'read')
			.map(([what, right]) => [`${file} ${name} ${what}`, right]),
	);
	expect(writing).toEqual(Object.keys(MAY_WRITE).map((place) => [place, 'write']));
});

test('the job that may publish runs nothing of this repository or of its dependencies', () => {
	const [publish] = jobsOfAll.filter(({ permissions }) => permissions?.['id-token'] === 'write');
	const steps = publish?.steps ?? [];
	expect(steps.some(({ uses = '' }) => uses.startsWith('actions/checkout'))).toBe(false);
	const commands = steps.map(({ run = '' }) => run).join('\n');
	expect(commands).toContain('npm publish ./*.tgz --provenance');
	expect(commands).not.toMatch(/npm (ci|install|run|exec|test)|npx|node /);
});

test('a checkout keeps no credentials', () => {
	const checkouts = files
		.flatMap(({ steps }) => steps)
		.filter(({ uses = '' }) => uses.startsWith('actions/checkout'));
	expect(checkouts.length).toBeGreaterThan(1);
	for (const step of checkouts) expect(step.with).toEqual({ 'persist-credentials': false });
});

test('no command is put together from what others wrote', () => {
	const commands = files.flatMap(({ steps }) => steps.flatMap(({ run }) => run ?? []));
	expect(commands.length).toBeGreaterThan(5);
	expect(commands.filter((run) => run.includes('${{'))).toEqual([]);
	expect(files.filter(({ workflow }) => 'pull_request_target' in workflow.on)).toEqual([]);
});

test('every job has an end, and every workflow a group of which one runs at a time', () => {
	for (const { name, uses, 'timeout-minutes': minutes } of jobsOfAll) {
		if (uses === undefined) expect([name, minutes]).toEqual([name, expect.any(Number)]);
	}
	for (const { file, workflow } of files) {
		expect([file, workflow.concurrency?.group]).toEqual([file, expect.any(String)]);
	}
});

test('CI runs every part of .ci/run, and the checks on each Node.js that is supported', () => {
	const script = readFileSync(join(PROJECT, '.ci', 'run'), 'utf8');
	const parts = /all\) parts=\((.*)\)/.exec(script)?.[1]?.split(' ') ?? [];
	const ran = files
		.filter(({ file }) => file === 'ci.yml')
		.flatMap(({ steps }) => steps.flatMap(({ run }) => run ?? []));
	expect(ran.sort()).toEqual(parts.map((part) => `.ci/run ${part}`).sort());
	const { text } = files.find(({ file }) => file === 'ci.yml') ?? { text: '' };
	expect(text).toContain('node: [20, 22, 24]');
});
