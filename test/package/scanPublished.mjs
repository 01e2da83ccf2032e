/** n8n's scanner over the version that npm has: the check that decides whether n8n verifies it. */
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { analyzePackageByName } from '@n8n/scan-community-package/scanner/scanner.mjs';

/** npm shows a version, and its provenance, some time after it took it. */
const ATTEMPTS = 20;
const PAUSE_MS = 30_000;

const { name, version } = JSON.parse(
	readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
);

let result;
for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
	result = await analyzePackageByName(name, version);
	if (result.passed) break;
	console.log(`${name}@${version}, attempt ${attempt}: ${result.message}\n${result.details ?? ''}`);
	// What is in the package does not change any more.
	if (result.details) break;
	if (attempt < ATTEMPTS) await sleep(PAUSE_MS);
}
if (result?.passed) console.log(`${name}@${version} passed`);
else process.exitCode = 1;
