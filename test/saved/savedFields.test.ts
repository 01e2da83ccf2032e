/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeParameters, INodeProperties } from 'n8n-workflow';
import { pathsOf } from '../engine/panelPlaces';
import {
	filledIn,
	operations,
	PANEL_NAMES,
	type PanelName,
	PANELS,
	strangers,
	unsavedPaths,
	usedPaths,
} from './panels';
import { credentialFiles, ownNodes, savedVersions, savedWorkflows } from './saved';

const RECORDS = process.env.SAVED_WORKFLOWS === 'record';

const VERSIONS = savedVersions();

/** Every set of values that some version saved for a panel. */
function savedValues(name: PanelName): unknown[] {
	const nodes = savedWorkflows()
		.flatMap(({ workflow }) => ownNodes(workflow))
		.filter(({ type }) => type.endsWith(`.${name}`));
	const credentials = credentialFiles()
		.flatMap(({ credentials: each }) => Object.values(each))
		.filter(({ type }) => type === name);
	return [...nodes.map(({ parameters }) => parameters), ...credentials.map(({ data }) => data)];
}

/** The defaults of today, as n8n fills them in where a node of this version or a credential says nothing. */
function defaults(typeVersion: number) {
	const fill = (panel: INodeProperties[], saved: INodeParameters) =>
		filledIn(panel, saved, typeVersion);
	return {
		typeVersion,
		claudeMessages: Object.fromEntries(
			operations().map(([name, chosen]) => [name, fill(PANELS.claudeMessages, chosen)]),
		),
		claudeMessagesTrigger: fill(PANELS.claudeMessagesTrigger, {}),
		claudeMessagesApi: fill(PANELS.claudeMessagesApi, { header: true }),
		claudeMcpServerApi: fill(PANELS.claudeMcpServerApi, {}),
	};
}

/** The newest version of the node that anything was saved with. */
const newestNode = () =>
	Math.max(
		...savedWorkflows().flatMap((each) => ownNodes(each.workflow).map((n) => n.typeVersion)),
	);

const pathOfDefaults = (version: string) => join(__dirname, version, 'defaults.json');
const pathOfSums = (version: string) => join(__dirname, version, 'SHA256SUMS');

/** The name of a file behind its digest, as `sha256sum` writes them. */
const nameIn = (line: string) => line.slice(66);

/** The digests of a version's files as `sha256sum` writes them. */
function digests(version: string): string[] {
	return readdirSync(join(__dirname, version))
		.filter((file) => file.endsWith('.json'))
		.sort()
		.map((file) => {
			const bytes = readFileSync(join(__dirname, version, file));
			return `${createHash('sha256').update(bytes).digest('hex')}  ${file}`;
		});
}

if (RECORDS) {
	test('the defaults of the newest version are recorded', () => {
		const path = pathOfDefaults(VERSIONS.at(-1) ?? '');
		if (!existsSync(path))
			writeFileSync(path, `${JSON.stringify(defaults(newestNode()), undefined, '\t')}\n`);
	});
}

test.each(PANEL_NAMES)('every field, option and choice of %s stands in something saved', (name) => {
	const panel = PANELS[name];
	const used = savedValues(name).flatMap((values) => usedPaths(values));
	const known = new Set([...used, ...unsavedPaths(panel)]);
	const missing = panel.flatMap((property) => pathsOf(property)).filter((path) => !known.has(path));
	// Save a workflow with it, and record what it does: test/saved/README.md.
	expect([...new Set(missing)]).toEqual([]);
});

/** n8n adds it to each node that polls. */
const OF_N8N = /^pollTimes\b/;

test.each(PANEL_NAMES)(
	'what was ever saved of %s is a field, an option or a choice today',
	(name) => {
		const saved = savedValues(name);
		expect(saved.length).toBeGreaterThan(1);
		const gone = saved.flatMap((values) => strangers(PANELS[name], values));
		expect(gone.filter((path) => !OF_N8N.test(path))).toEqual([]);
	},
);

// n8n saves what is not the default, and fills in the defaults of the version that runs.
test.each(VERSIONS)(
	'what a workflow of %s left at its default has the same value today',
	(version) => {
		const path = pathOfDefaults(version);
		const frozen = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {};
		expect(defaults(frozen.typeVersion ?? 1)).toMatchObject(frozen);
	},
);

test.each(VERSIONS)('nothing of %s was changed after it was recorded', (version) => {
	const path = pathOfSums(version);
	const kept = existsSync(path) ? readFileSync(path, 'utf8').trim().split('\n') : [];
	const today = digests(version);
	if (RECORDS) {
		const names = kept.map(nameIn);
		const added = today.filter((line) => !names.includes(nameIn(line)));
		const lines = [...kept, ...added].sort((a, b) => (nameIn(a) < nameIn(b) ? -1 : 1));
		writeFileSync(path, `${lines.join('\n')}\n`);
	}
	// What is new comes into a file of its own, and after a release into the folder of the next version.
	expect(today).toEqual(RECORDS ? today : kept);
});
