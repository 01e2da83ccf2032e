import { freePort } from '../freePort';
import { type OwnProcess, startProcess } from '../ownProcess';

/** A server that belongs to the tests, and what n8n has to know to find it. */
export interface Service extends OwnProcess {
	env: Record<string, string>;
}

/** Starts a Redis that keeps nothing on disk. */
export async function startRedis(folder: string): Promise<Service> {
	const port = String(await freePort());
	const place = ['--bind', '127.0.0.1', '--port', port, '--dir', folder];
	const nothingKept = ['--save', '', '--appendonly', 'no'];
	const redis = startProcess('redis-server', [...place, ...nothingKept], { cwd: folder });
	await redis.untilSays('Ready to accept connections');
	return { ...redis, env: { QUEUE_BULL_REDIS_HOST: '127.0.0.1', QUEUE_BULL_REDIS_PORT: port } };
}
