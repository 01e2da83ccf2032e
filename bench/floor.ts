import { Pool } from 'undici';

/**
 * The floor: undici sends the same bodies over the same number of connections and reads each answer.
 *
 * @returns milliseconds
 */
export async function undiciFloor(
	url: string,
	apiKey: string,
	bodies: readonly string[],
	connections: number,
): Promise<number> {
	const pool = new Pool(url, { connections, pipelining: 1 });
	const headers = {
		'x-api-key': apiKey,
		'anthropic-version': '2023-06-01',
		'content-type': 'application/json',
	};
	const started = performance.now();
	await Promise.all(
		bodies.map(async (body) => {
			const answer = await pool.request({ path: '/v1/messages', method: 'POST', headers, body });
			await answer.body.text();
		}),
	);
	const ms = performance.now() - started;
	await pool.close();
	return ms;
}
