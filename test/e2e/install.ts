/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import type { Config } from 'jest';
import { installN8n, lineOf } from './installN8n';

/** Called by Jest before the tests in a line of n8n. */
export default async function install(_: unknown, { globals }: Config): Promise<void> {
	await installN8n(lineOf(globals?.N8N_LINE), (text) => process.stderr.write(`${text}\n`));
}
