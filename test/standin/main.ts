/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { parseArgs } from 'node:util';
import { startStandIn } from './index';

/** `tsx test/standin/main.ts [--port N] [--light] [--latency MS]`: prints its URL as one line. */
async function main() {
	const { values } = parseArgs({
		options: {
			port: { type: 'string', default: '0' },
			light: { type: 'boolean', default: false },
			latency: { type: 'string', default: '0' },
		},
	});
	const standIn = await startStandIn({
		port: Number(values.port),
		light: values.light,
		latencyMs: Number(values.latency),
	});
	process.stdout.write(`${standIn.url}\n`);
	for (const signal of ['SIGTERM', 'SIGINT'] as const) {
		process.once(signal, () => void standIn.close());
	}
}

void main();
