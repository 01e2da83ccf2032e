/** @type {import('jest').Config} */
module.exports = {
	testEnvironment: 'node',
	roots: ['<rootDir>/test'],
	testMatch: ['**/*.test.ts'],
	transform: { '^.+\\.ts$': ['ts-jest', { tsconfig: '<rootDir>/test/tsconfig.json' }] },
	// The built package is loaded by n8n's own loader; it must not be found a second time.
	modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/test/e2e/', '<rootDir>/test/engine1x/'],
	testTimeout: 30_000,
	reporters: ['default', '<rootDir>/test/apiCoverage/provenRows.js'],
	// Modules of finished tests stay in a process; tests that look at the heap need a small one.
	maxWorkers: 2,
	workerIdleMemoryLimit: '500MB',
};
