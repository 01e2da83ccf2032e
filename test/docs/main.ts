/* eslint-disable @n8n/community-nodes/no-restricted-imports */
/** `npm run docs:generate` writes the pages of docs/reference. */
import { writeFileSync } from 'node:fs';
import { PAGES } from './pages';

async function main(): Promise<void> {
	for (const { path, make } of PAGES) writeFileSync(path, await make());
}

void main();
