const { spawn } = require('node:child_process');
const { rm } = require('node:fs/promises');
const { dest, parallel, series, src, watch } = require('gulp');

const SOURCES = ['credentials/**/*.ts', 'nodes/**/*.ts'];
const ASSETS = ['nodes/**/*.svg', 'nodes/**/*.node.json'];

/** Removes what an earlier build left behind, so that a deleted file leaves the package too. */
async function clean() {
	await rm('dist', { recursive: true, force: true });
}

/** TypeScript to the CommonJS that n8n loads. */
function compile() {
	return spawn(process.execPath, [require.resolve('typescript/bin/tsc')], { stdio: 'inherit' });
}

/** Icons and the codex (search words and categories) stand beside the node they belong to. */
function assets() {
	return src(ASSETS, { base: '.', encoding: false }).pipe(dest('dist'));
}

const build = series(clean, parallel(compile, assets));

function watchSources() {
	watch(SOURCES, compile);
	watch(ASSETS, assets);
}

exports.clean = clean;
exports.build = build;
exports.watch = series(build, watchSources);
exports.default = build;
