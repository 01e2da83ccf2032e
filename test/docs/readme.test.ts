/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ClaudeMcpServerApi } from '../../credentials/ClaudeMcpServerApi.credentials';
import { ClaudeMessagesApi } from '../../credentials/ClaudeMessagesApi.credentials';
import { name } from '../../package.json';

const README = readFileSync(join(__dirname, '../../README.md'), 'utf8');

test('the README is read at one go: it has at most 10 kB', () => {
	expect(Buffer.byteLength(README)).toBeLessThanOrEqual(10_000);
});

test('whoever looks at the first screen can run it in two commands', () => {
	const screen = README.split('\n').slice(0, 36).join('\n');
	expect(screen).toContain('npm ci\nnpm run demo');
	expect(screen).toContain('npm ci\nnpm run n8n');
	expect(screen).toContain('docs/pictures/panel-light.jpg');
});

test.each([new ClaudeMessagesApi(), new ClaudeMcpServerApi()])(
	'the help of the credential $displayName leads to its section',
	({ documentationUrl }) => {
		// The page of the package shows the README.
		expect(documentationUrl).toBe(`https://www.npmjs.com/package/${name}#credential`);
		expect(README).toMatch(/^## Credential$/m);
	},
);
