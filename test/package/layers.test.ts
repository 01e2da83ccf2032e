/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, sep } from 'node:path';
import * as typescript from 'typescript';

const NODES = join(__dirname, '..', '..', 'nodes');

/** Who may import whom. `T:` allows types alone; files of one room import each other as they like. */
const MAY_IMPORT: Readonly<Record<string, string>> = {
	node: 'operations panel shared/methods',
	trigger: 'output shared/api shared/errors shared/fields shared/methods shared',
	operations:
		'panel request files tools output shared/api shared/schema shared/errors shared/fields shared',
	panel: 'T:request shared/fields shared/schema shared/errors shared/api shared',
	request: 'shared/api shared/schema shared/errors shared',
	files: 'T:request shared/api shared/errors shared',
	tools: 'request shared/api shared/schema shared/errors shared',
	output: 'T:request T:tools shared/api shared/schema shared/errors shared',
	'shared/methods': 'shared/api shared/errors shared',
	'shared/api': 'shared/errors shared',
	'shared/fields': 'shared/errors shared',
	'shared/schema': 'shared/errors shared',
	'shared/errors': 'shared',
	shared: '',
};

const files = readdirSync(NODES, { recursive: true, encoding: 'utf8' }).filter((path) =>
	path.endsWith('.ts'),
);

/** `shared/api/transport/x.ts` is in shared/api, `ClaudeMessages/panel/x.ts` in panel. */
function roomOf(path: string): string {
	const [node = '', folder = '', ...rest] = path.split(sep);
	if (node === 'ClaudeMessagesTrigger') return 'trigger';
	if (node === 'shared') return rest.length === 0 ? 'shared' : `shared/${folder}`;
	return rest.length === 0 ? 'node' : folder;
}

interface Arrow {
	to: string;
	ofTypes: boolean;
}

function importsOf(path: string): Arrow[] {
	const text = readFileSync(join(NODES, path), 'utf8');
	const source = typescript.createSourceFile(path, text, typescript.ScriptTarget.ES2022);
	return source.statements.flatMap((statement) => {
		if (!typescript.isImportDeclaration(statement) && !typescript.isExportDeclaration(statement))
			return [];
		const { moduleSpecifier: specifier } = statement;
		if (specifier === undefined || !typescript.isStringLiteral(specifier)) return [];
		if (!specifier.text.startsWith('.')) return [];
		const target = normalize(join(dirname(path), specifier.text));
		// What lies outside of nodes/ is the credentials.
		if (target.startsWith('..')) return [];
		const to = [`${target}.ts`, join(target, 'index.ts')].find((each) => files.includes(each));
		const ofTypes = typescript.isImportDeclaration(statement)
			? statement.importClause?.isTypeOnly === true
			: statement.isTypeOnly;
		return [{ to: to ?? target, ofTypes }];
	});
}

function isAllowed(from: string, { to, ofTypes }: Arrow): boolean {
	const [source, target] = [roomOf(from), roomOf(to)];
	if (source === target) return true;
	const allowed = (MAY_IMPORT[source] ?? '').split(' ');
	return allowed.includes(target) || (ofTypes && allowed.includes(`T:${target}`));
}

test('every room has a row in the table, and the imports were read', () => {
	expect([...new Set(files.map(roomOf))].sort()).toEqual(Object.keys(MAY_IMPORT).sort());
	expect(files.flatMap(importsOf).length).toBeGreaterThan(300);
});

test.each(files)('%s imports nothing against the direction of the code', (file) => {
	expect(importsOf(file).filter((arrow) => !isAllowed(file, arrow))).toEqual([]);
});
