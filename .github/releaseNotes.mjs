/**
 * Prints what the changelog says of a version: `node .github/releaseNotes.mjs v1.0.0`. It fails when the tag
 * is not that of package.json, or when the changelog has no such section.
 */
import { readFileSync } from 'node:fs';

const read = (name) => readFileSync(new URL(`../${name}`, import.meta.url), 'utf8');

const { version } = JSON.parse(read('package.json'));
const [tag = `v${version}`] = process.argv.slice(2);
const section = read('CHANGELOG.md')
	.split(/^(?=## \[)/m)
	.find((text) => text.startsWith(`## [${version}]`));

if (tag !== `v${version}`) fail(`The tag is ${tag}, but package.json is at ${version}`);
const notes = (section ?? '').replace(/^.*\n/, '').trim();
if (notes === '') fail(`CHANGELOG.md says nothing of ${version}`);
console.log(notes);

function fail(reason) {
	console.error(reason);
	process.exit(1);
}
