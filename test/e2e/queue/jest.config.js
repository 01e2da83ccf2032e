const inLine = require('../inLine.js');

/** The tests of n8n's queue mode, one file after the other: each has a main and two workers of its own. */
module.exports = {
	...inLine('n8n-2'),
	roots: ['<rootDir>/test/e2e/queue'],
	testMatch: ['**/*.queue.ts'],
	maxWorkers: 1,
	testTimeout: 300_000,
};
