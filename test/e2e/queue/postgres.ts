/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions */
import { execFileSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../freePort';
import { startProcess } from '../ownProcess';
import type { Service } from './redis';

/** Where Debian puts PostgreSQL's programs, which are not in the path. */
const DEBIAN = '/usr/lib/postgresql';
const USER = 'n8n';

/** Starts a PostgreSQL in an empty folder below this one. What it keeps need not outlive a crash. */
export async function startPostgres(folder: string): Promise<Service> {
	const data = join(folder, 'postgres');
	mkdirSync(data);
	const owner = databaseOwner();
	if (owner !== undefined) chownSync(data, owner.uid, owner.gid);
	const options = { cwd: data, env: { PATH: process.env.PATH, LC_ALL: 'C' }, ...owner };
	const made = ['-D', data, '-U', USER, '-A', 'trust', '-E', 'UTF8', '--no-sync'];
	execFileSync(program('initdb'), made, { ...options, stdio: 'pipe' });

	const port = String(await freePort());
	const place = ['-D', data, '-h', '127.0.0.1', '-p', port, '-k', data];
	const postgres = startProcess(program('postgres'), [...place, '-F'], options);
	await postgres.untilSays('ready to accept connections');
	return {
		...postgres,
		// SIGTERM would wait until all have left.
		stop: async () => await postgres.stop('SIGINT'),
		env: {
			DB_TYPE: 'postgresdb',
			DB_POSTGRESDB_HOST: '127.0.0.1',
			DB_POSTGRESDB_PORT: port,
			DB_POSTGRESDB_DATABASE: 'postgres',
			DB_POSTGRESDB_USER: USER,
			DB_POSTGRESDB_PASSWORD: 'not looked at',
		},
	};
}

/** PostgreSQL refuses to run as root: then it runs as the user that its package brings. */
function databaseOwner(): { uid: number; gid: number } | undefined {
	if (process.getuid?.() !== 0) return undefined;
	const idOf = (flag: string) => Number(execFileSync('id', [flag, 'postgres']));
	return { uid: idOf('-u'), gid: idOf('-g') };
}

function program(name: string): string {
	const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN) : [];
	const [newest] = versions.sort((one, other) => Number(other) - Number(one));
	return newest === undefined ? name : join(DEBIAN, newest, 'bin', name);
}
