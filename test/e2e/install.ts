/* eslint-disable @n8n/community-nodes/no-restricted-globals */
/** Installs the lines of n8n that are named, or all: `npm run e2e` and `npm run e2e:queue` begin with it. */
import { installLines, LINES, lineOf } from './installN8n';

const named = process.argv.slice(2).map(lineOf);

installLines(named.length > 0 ? named : LINES, (text) => process.stderr.write(`${text}\n`)).catch(
	(error: unknown) => {
		process.stderr.write(`${String(error)}\n`);
		process.exitCode = 1;
	},
);
