const { createRequire } = require('node:module');

/** The engine of n8n 1.123 keeps a timer that would hold the process; newer ones let go of it. */
afterAll(() => {
	const fromCore = createRequire(require.resolve('n8n-core'));
	const { SSHClientsManager } = fromCore('./execution-engine/ssh-clients-manager');
	fromCore('@n8n/di').Container.get(SSHClientsManager).onShutdown();
});
