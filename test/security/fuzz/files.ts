/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(__dirname, '..', '..', 'fixtures', 'files');

/** The beginnings of the files that the tests know, one of each kind; one character for each byte. */
export const FILES = readdirSync(FOLDER).map((name) =>
	readFileSync(join(FOLDER, name)).subarray(0, 4096),
);
