const { readFileSync } = require('node:fs');
const { join } = require('node:path');

const PAGE = join(__dirname, '..', '..', 'docs', 'coverage.md');

/** The test that a row of the page names, and its file. */
const ROW = /^\|[^|]*\|[^|]*\| (.*) \(`(test\/[^`]+)`\) *\|$/;

/** Reports rows of `docs/coverage.md` whose test was not among those that passed, where its file was run. */
module.exports = class ProvenRows {
	onRunComplete(_contexts, { testResults, wasInterrupted }) {
		const passed = new Map();
		for (const { testFilePath, testResults: tests } of testResults) {
			const names = tests
				.filter(({ status }) => status === 'passed')
				.flatMap(({ title, fullName }) => [title, fullName]);
			const isFiltered = tests.some(({ status }) => status === 'pending');
			if (tests.length > 0 && !isFiltered) passed.set(testFilePath, new Set(names));
		}
		const rows = readFileSync(PAGE, 'utf8')
			.split('\n')
			.map((line) => ROW.exec(line))
			.filter((row) => row !== null);
		if (rows.length === 0) this.error = new Error('docs/coverage.md names no test');
		const unproven = rows.filter(
			([, name, file]) => passed.get(join(__dirname, '..', '..', file))?.has(name) === false,
		);
		if (unproven.length === 0 || wasInterrupted) return;
		const list = [...new Set(unproven.map(([, name, file]) => `${file}: ${name}`))].join('\n  ');
		this.error = new Error(`docs/coverage.md names tests that did not pass:\n  ${list}`);
		console.error(this.error.message);
	}

	getLastError() {
		return this.error;
	}
};
