/** n8n's package scanner, offline: the rules that decide whether n8n verifies a community node. */
import {
	analyzePackage,
	SOURCE_FILE_PATTERNS,
} from '@n8n/scan-community-package/scanner/scanner.mjs';

const root = new URL('../..', import.meta.url).pathname;
const scans = [
	['source', SOURCE_FILE_PATTERNS],
	['build output', ['dist/**/*.js', 'package.json']],
];

for (const [what, patterns] of scans) {
	const { passed, message, details } = await analyzePackage(root, patterns);
	console.log(`${what}: ${passed ? 'passed' : `${message}\n${details}`}`);
	if (!passed) process.exitCode = 1;
}
