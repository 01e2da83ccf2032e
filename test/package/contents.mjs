/** Compares what `npm pack` would publish with the list beside this file. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const [{ files }] = JSON.parse(
	execFileSync('npm', ['pack', '--dry-run', '--json'], {
		encoding: 'utf8',
		stdio: ['ignore', 'pipe', 'ignore'],
	}),
);
const packed = files.map(({ path }) => path).sort();
const listed = readFileSync(new URL('contents.txt', import.meta.url), 'utf8')
	.split('\n')
	.filter((line) => line !== '');

const surplus = packed.filter((path) => !listed.includes(path));
const missing = listed.filter((path) => !packed.includes(path));
for (const path of surplus) console.log(`packed, but not on the list: ${path}`);
for (const path of missing) console.log(`on the list, but not packed: ${path}`);
if (surplus.length + missing.length > 0) process.exitCode = 1;
else console.log(`the package holds the ${packed.length} files of the list`);
