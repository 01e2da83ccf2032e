/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { INode } from 'n8n-workflow';
import { pngOfSize } from '../../fixtures/bigFiles';
import { fixture } from '../../fixtures/files';
import type { WorkflowFile } from '../../engine/host';
import { begun, QueueBed } from './bed';

/** A picture of 3 MB, and a small one. */
const PICTURES = [pngOfSize(3_000_000), fixture('photo.jpg').bytes];

describe('files that come to the main and are sent by a worker', () => {
	const folder = mkdtempSync(join(tmpdir(), 'claude-messages-shared-'));
	let bed: QueueBed;
	beforeAll(async () => (bed = await QueueBed.start('n8n-2')));
	beforeEach(() => bed.standIn.reset());
	afterAll(async () => {
		await bed?.close();
		rmSync(folder, { recursive: true });
	});

	/** Webhook → Claude Messages, which sends the picture that was posted. */
	function pictureAsking(path: string): WorkflowFile {
		const parameters = {
			messages: {
				values: [{ role: 'user', type: 'image', source: 'binary', binaryField: 'data' }],
			},
		};
		const { nodes } = bed.asking(parameters);
		const webhook: INode = {
			id: 'incoming',
			name: 'Incoming',
			type: 'n8n-nodes-base.webhook',
			typeVersion: 2.1,
			position: [0, 0],
			parameters: { httpMethod: 'POST', path, responseMode: 'lastNode' },
			webhookId: path,
		};
		return {
			nodes: [webhook, ...nodes.filter(({ name }) => name === 'Claude Messages')],
			connections: {
				Incoming: { main: [[{ node: 'Claude Messages', type: 'main', index: 0 }]] },
			},
		};
	}

	async function posted(path: string, picture: Buffer): Promise<Response> {
		const form = new FormData();
		form.append('data', new Blob([picture]), 'picture');
		return await fetch(`${bed.cluster.url}/webhook/${path}`, { method: 'POST', body: form });
	}

	/** Posts each picture once, and compares what the API got with it. */
	async function expectWhole() {
		const path = bed.nextPath();
		await bed.activated(pictureAsking(path));
		const statuses = [];
		for (const picture of PICTURES) statuses.push((await posted(path, picture)).status);
		expect(statuses).toEqual(PICTURES.map(() => 200));
		expect(bed.standIn.requests.map(({ body }) => body)).toMatchObject(
			PICTURES.map((picture) => ({
				messages: [{ content: [{ source: { data: picture.toString('base64') } }] }],
			})),
		);
		const atWorkers = bed.cluster.workers.flatMap(begun);
		expect(atWorkers.length).toBeGreaterThanOrEqual(PICTURES.length);
	}

	test("a picture in n8n's database arrives whole", async () => {
		await expectWhole();
	});

	test('a picture in a folder that main and workers share arrives whole', async () => {
		await bed.cluster.restart({
			N8N_DEFAULT_BINARY_DATA_MODE: 'filesystem',
			N8N_STORAGE_PATH: folder,
		});
		await expectWhole();
	});
});
