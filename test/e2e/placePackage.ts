/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');

/** Fields that n8n's installer strikes, so that nothing else is installed with a package. */
const STRUCK = ['devDependencies', 'peerDependencies', 'optionalDependencies'];

/**
 * Puts what `npm pack` packs where n8n's own installer would: unpacked in the folder of community nodes.
 * n8n loads it at its next start.
 *
 * @param userFolders the `N8N_USER_FOLDER` of each n8n
 * @see https://docs.n8n.io/integrations/community-nodes/installation/
 */
export function placePackage(...userFolders: string[]): void {
	const folder = mkdtempSync(join(tmpdir(), 'claude-messages-pack-'));
	const packed = execFileSync('npm', ['pack', '--silent', '--pack-destination', folder], {
		cwd: ROOT,
		encoding: 'utf8',
	});
	execFileSync('tar', ['-xzf', join(folder, packed.trim()), '-C', folder]);
	const unpacked = join(folder, 'package');
	const file = join(unpacked, 'package.json');
	const manifest: Record<string, unknown> = JSON.parse(readFileSync(file, 'utf8'));
	for (const field of STRUCK) delete manifest[field];
	writeFileSync(file, JSON.stringify(manifest, null, 2));

	for (const userFolder of userFolders) {
		const modules = join(userFolder, '.n8n/nodes/node_modules');
		mkdirSync(modules, { recursive: true });
		execFileSync('cp', ['-r', unpacked, join(modules, String(manifest.name))]);
	}
	rmSync(folder, { recursive: true });
}
