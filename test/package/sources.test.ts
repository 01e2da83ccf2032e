/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const NODES = join(__dirname, '..', '..', 'nodes');

const sources = readdirSync(NODES, { recursive: true, encoding: 'utf8' }).filter((path) =>
	path.endsWith('.ts'),
);

test.each(sources)('%s passes no list to push as arguments, which overflow the stack', (path) => {
	const source = readFileSync(join(NODES, path), 'utf8');
	expect(source.match(/\.(?:push|unshift)\([^(){]*\.\.\..*/g)).toBeNull();
});
