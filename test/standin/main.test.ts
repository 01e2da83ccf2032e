/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions */
import { type ChildProcess, execFile } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { request } from 'undici';
import { isRecord } from './rules/shape';
import { ask } from './testkit';

const MEGABYTE = 1024 * 1024;

let child: ChildProcess;
let url = '';

beforeAll(async () => {
	const script = join(__dirname, 'main.ts');
	child = execFile(process.execPath, ['--import', 'tsx', script, '--light', '--latency', '1']);
	const [line] = child.stdout ? await once(child.stdout, 'data') : [];
	url = String(line);
});
afterAll(() => child.kill('SIGKILL'));

async function post(body: string) {
	const response = await request(`${url.trim()}/v1/messages`, { method: 'POST', body });
	return await response.body.json();
}

async function counts() {
	const response = await request(`${url.trim()}/__standin/counts`);
	const json: unknown = await response.body.json();
	return isRecord(json) ? json : {};
}

describe('the stand-in as a process of its own', () => {
	it('prints its URL in one line', () => {
		expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\n$/);
	});

	it('answers, and tells what it counted', async () => {
		expect(await post(JSON.stringify(ask('Hello')))).toMatchObject({ type: 'message' });
		expect(await counts()).toMatchObject({ count: 1, maxOpen: 1 });
	});

	it('does not grow with what it receives', async () => {
		const body = JSON.stringify(ask('x'.repeat(8 * MEGABYTE)));
		for (let round = 0; round < 5; round++) await post(body);
		const before = Number((await counts()).residentBytes);
		for (let round = 0; round < 40; round++) await post(body);
		const after = Number((await counts()).residentBytes);
		expect((after - before) / MEGABYTE).toBeLessThan(80);
	});

	it('ends on SIGTERM', async () => {
		child.kill('SIGTERM');
		expect(await once(child, 'exit')).toEqual([0, null]);
	});
});
