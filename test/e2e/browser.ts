/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import type { Workbench } from './workbench';

/** Debian's, from apt. */
const CHROMIUM = '/usr/bin/chromium';

/** n8n's editor as a user sees it who is logged in. */
export interface EditorPage {
	page: Page;
	/** Opens a workflow and the panel of a node in it. */
	openNode(workflowId: string, node: string): Promise<void>;
	close(): Promise<void>;
}

/** Opens Chromium; whatever is not on this machine it does not reach. */
export async function openEditor(
	{ n8n, rest }: Workbench,
	theme: 'light' | 'dark' = 'light',
): Promise<EditorPage> {
	const folder = mkdtempSync(join(tmpdir(), 'claude-messages-browser-'));
	const context = await chromium.launchPersistentContext(folder, {
		executablePath: CHROMIUM,
		args: ['--no-sandbox'],
		viewport: { width: 1440, height: 900 },
		colorScheme: theme,
	});
	await context.route(
		(url) => url.hostname !== '127.0.0.1',
		async (route) => await route.abort(),
	);
	const [name = '', value = ''] = rest.login.split('=');
	await context.addCookies([{ name, value, url: n8n.url }]);
	await context.addInitScript(`localStorage.setItem('N8N_THEME', '${theme}')`);
	const page = context.pages()[0] ?? (await context.newPage());
	return {
		page,
		async openNode(workflowId, node) {
			await page.goto(`${n8n.url}/workflow/${workflowId}`);
			await page.locator(`[data-test-id="canvas-node"][data-node-name="${node}"]`).dblclick();
			await page.locator('[data-test-id="ndv"]').waitFor();
		},
		async close() {
			await context.close();
			rmSync(folder, { recursive: true, force: true });
		},
	};
}
