/** Looks at what `npm pack` would publish: what n8n loads, and nothing that it does not need. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const [{ files, size }] = JSON.parse(
	execFileSync('npm', ['pack', '--dry-run', '--json'], {
		encoding: 'utf8',
		stdio: ['ignore', 'pipe', 'ignore'],
	}),
);
const packed = files.map(({ path }) => path);
const { n8n } = JSON.parse(readFileSync('package.json', 'utf8'));

/** Code that n8n loads, icons, and the codex; never tests, maps, types or build notes. */
const ALLOWED =
	/^(package\.json|README\.md|LICENSE\.md|dist\/(nodes|credentials)\/([\w]+\/)*[\w.]+\.(js|svg|node\.json))$/;
const FORBIDDEN = /\btest|\.map$|\.d\.ts$|tsbuildinfo/i;
const NEEDED = [...n8n.nodes, ...n8n.credentials, 'README.md', 'LICENSE.md', 'package.json'];
const MOST_BYTES = 200_000;

/** Names that speak of tests, but are code of the node. */
const OWN = /\/test(Credential|McpServer)\.js$/;

const problems = [
	...packed
		.filter((path) => !ALLOWED.test(path) || (FORBIDDEN.test(path) && !OWN.test(path)))
		.map((path) => `does not belong into the package: ${path}`),
	...NEEDED.filter((path) => !packed.includes(path)).map((path) => `is missing: ${path}`),
	...(size > MOST_BYTES ? [`has ${size} bytes, more than ${MOST_BYTES}`] : []),
];
for (const problem of problems) console.log(problem);
if (problems.length > 0) process.exitCode = 1;
else console.log(`the package has ${packed.length} files and ${size} bytes`);
