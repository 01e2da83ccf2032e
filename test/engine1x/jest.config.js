const all = require('../../jest.config.js');

/** The engine tests, with the engine of n8n 1.123 in the place of the newest. */
module.exports = {
	...all,
	rootDir: '../..',
	roots: ['<rootDir>/test/engine'],
	modulePathIgnorePatterns: ['<rootDir>/dist/'],
	setupFilesAfterEnv: ['<rootDir>/test/engine1x/endTimer.js'],
	moduleNameMapper: {
		'^(n8n-core|n8n-workflow)$': '<rootDir>/test/engine1x/node_modules/$1',
	},
};
