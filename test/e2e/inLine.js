const { join } = require('node:path');

/**
 * The tests in n8n of one line, as a project of Jest.
 *
 * @param {'n8n-2' | 'n8n-1'} line
 * @returns {import('jest').Config}
 */
module.exports = (line) => ({
	displayName: line,
	rootDir: join(__dirname, '../..'),
	testEnvironment: 'node',
	globals: { N8N_LINE: line },
	roots: ['<rootDir>/test/e2e'],
	testMatch: ['**/*.e2e.ts'],
	transform: { '^.+\\.ts$': ['ts-jest', { tsconfig: '<rootDir>/test/tsconfig.json' }] },
	modulePathIgnorePatterns: ['<rootDir>/dist/', '/n8n-[12]/node_modules/'],
});
