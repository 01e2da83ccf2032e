/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import type { Workbench } from './workbench';

/** Milliseconds; the editor is large, and a busy machine takes its time to load it. */
const PATIENCE = 120_000;

/** Debian's, from apt. */
const CHROMIUM = '/usr/bin/chromium';

/** No name leads anywhere. A route of Playwright's would do the same, but without the browser's cache. */
const ALONE = '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1';

/** n8n's editor as a user sees it who is logged in. */
export interface EditorPage {
	page: Page;
	openWorkflow(workflowId: string): Promise<void>;
	/** Opens the panel of a node in the workflow that is open. */
	openPanel(node: string): Promise<void>;
	closePanel(): Promise<void>;
	/** Opens a workflow and the panel of a node in it. */
	openNode(workflowId: string, node: string): Promise<void>;
	/** Presses the panel's button that runs the node. */
	execute(): Promise<void>;
	/** How panels are divided and how output is shown, from the next page that is opened. */
	layOut(layout: { panel: PanelWidths; output: 'table' | 'schema' }): Promise<void>;
	/**
	 * A picture of what is seen now and below it, to be looked at in `test/e2e/pictures/`; taken only where
	 * PANEL_PICTURES is set, as pictures take longer than the tests.
	 */
	picture(name: string): Promise<void>;
	close(): Promise<void>;
}

/** The parts of a node's panel in percent: its input, its fields, its output. */
export interface PanelWidths {
	left: number;
	main: number;
	right: number;
}

const SCREEN = { width: 1440, height: 900 };
/** High enough for every field of a panel. */
const TALL = { width: 1440, height: 1800 };

const PICTURES = join(__dirname, 'pictures');

/** Opens Chromium; whatever is not on this machine it does not reach. */
export async function openEditor(
	{ n8n, rest }: Workbench,
	theme: 'light' | 'dark' = 'light',
): Promise<EditorPage> {
	const folder = mkdtempSync(join(tmpdir(), 'claude-messages-browser-'));
	const context = await chromium.launchPersistentContext(folder, {
		executablePath: CHROMIUM,
		args: ['--no-sandbox', ALONE],
		viewport: SCREEN,
		colorScheme: theme,
	});
	context.setDefaultTimeout(PATIENCE);
	const [name = '', value = ''] = rest.login.split('=');
	await context.addCookies([{ name, value, url: n8n.url }]);
	await context.addInitScript(`localStorage.setItem('N8N_THEME', '${theme}')`);
	const page = context.pages()[0] ?? (await context.newPage());
	const panel = page.locator('[data-test-id="ndv"]');
	const editor: EditorPage = {
		page,
		async openWorkflow(workflowId) {
			await page.goto(`${n8n.url}/workflow/${workflowId}`);
		},
		async openPanel(node) {
			await page.locator(`[data-test-id="canvas-node"][data-node-name="${node}"]`).dblclick();
			await panel.waitFor();
		},
		async closePanel() {
			await page.keyboard.press('Escape');
			await panel.waitFor({ state: 'hidden' });
		},
		async openNode(workflowId, node) {
			await editor.openWorkflow(workflowId);
			await editor.openPanel(node);
		},
		async execute() {
			await page.locator('[data-test-id="node-execute-button"]').first().click();
		},
		async layOut({ panel, output }) {
			const settings = {
				N8N_NDV_PANEL_WIDTH_REGULAR: JSON.stringify(panel),
				N8N_NDV_OUTPUT_PANEL_DISPLAY_MODE: output,
			};
			// A page of n8n that is there at once: what it stores is the editor's, too.
			await page.goto(`${n8n.url}/healthz`);
			await page.evaluate(`Object.assign(localStorage, ${JSON.stringify(settings)})`);
		},
		async picture(name) {
			if (process.env.PANEL_PICTURES === undefined) return;
			await page.setViewportSize(TALL);
			const path = join(PICTURES, `${name.replaceAll(' ', '-')}.jpg`);
			await page.screenshot({ path, type: 'jpeg', quality: 85 });
			await page.setViewportSize(SCREEN);
		},
		async close() {
			await context.close();
			rmSync(folder, { recursive: true, force: true });
		},
	};
	return editor;
}
