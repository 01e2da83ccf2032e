const inLine = require('./inLine.js');

/** Two files at once, each with an n8n of its own. */
module.exports = {
	projects: [inLine('n8n-2'), inLine('n8n-1')],
	maxWorkers: 2,
	testTimeout: 300_000,
};
