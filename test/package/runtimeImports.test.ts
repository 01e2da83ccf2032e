/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as typescript from 'typescript';

const DIST = join(__dirname, '..', '..', 'dist');

/** Besides n8n's own package, what its rules for community nodes allow of Node.js. */
const ALLOWED = ['n8n-workflow', 'crypto'];

const built = readdirSync(DIST, { recursive: true, encoding: 'utf8' }).filter((path) =>
	path.endsWith('.js'),
);

/** Every module that a built file loads, by whatever kind of import. */
function importsOf(path: string): string[] {
	const { importedFiles } = typescript.preProcessFile(
		readFileSync(join(DIST, path), 'utf8'),
		true,
		true,
	);
	return importedFiles.map(({ fileName }) => fileName);
}

test('the built package has files, and nodes and credentials among them', () => {
	expect(built).toContain(join('nodes', 'ClaudeMessages', 'ClaudeMessages.node.js'));
	expect(built).toContain(join('credentials', 'ClaudeMessagesApi.credentials.js'));
	expect(built).toContain(join('credentials', 'ClaudeMcpServerApi.credentials.js'));
});

test.each(built)(
	'%s loads nothing at run time but n8n-workflow, crypto and files of its own',
	(path) => {
		const foreign = importsOf(path).filter(
			(name) => !name.startsWith('.') && !ALLOWED.includes(name),
		);
		expect(foreign).toEqual([]);
	},
);
