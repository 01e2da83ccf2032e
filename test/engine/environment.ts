/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
/**
 * What n8n reads from the environment when its packages are loaded; so this is imported before them.
 * Everything that n8n writes goes to a folder of its own, which goes with the process.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const userFolder = mkdtempSync(join(tmpdir(), 'claude-messages-engine-'));

process.env.N8N_USER_FOLDER = userFolder;
process.env.N8N_ENCRYPTION_KEY = 'the engine of the tests';
process.env.N8N_LOG_LEVEL = 'silent';
process.env.N8N_ENFORCE_SETTINGS_FILE_PERMISSIONS = 'false';
// The stand-in is on this machine, whatever proxy leads to the world.
process.env.NO_PROXY = '127.0.0.1';
process.env.N8N_DEFAULT_BINARY_DATA_MODE ??= 'filesystem';

process.once('exit', () => rmSync(userFolder, { recursive: true, force: true }));
