import { openEditor } from './browser';
import { Film } from './film';
import { sampleExample } from './sampleBench';
import type { Workbench } from './workbench';

const SCREEN = { width: 1280, height: 800 };
const PANEL = { left: 36, main: 24, right: 40 };
/** Long enough that the running node is seen. */
const LATENCY_MS = 1_500;

/** From the click on Execute to the values of a receipt beside its picture. */
export async function filmReceipts(bench: Workbench, path: string): Promise<void> {
	const { rest, n8n, standIn, credentialId } = bench;
	const { id } = await rest.createWorkflow(
		sampleExample('receipts-to-table.workflow.json', credentialId),
	);
	const { page, close, layOut } = await openEditor(bench);
	await page.setViewportSize(SCREEN);
	await layOut({ panel: PANEL, output: 'schema' });
	await page.goto(`${n8n.url}/workflow/${id}`);
	const node = page.locator('[data-test-id="canvas-node"][data-node-name="Claude Messages"]');
	await node.waitFor();
	await page.waitForLoadState('networkidle');
	if (standIn) standIn.latencyMs = LATENCY_MS;

	const film = await Film.start(page);
	await film.hold(900);
	const execute = page.locator('[data-test-id="execute-workflow-button"]');
	await film.moveTo(execute);
	await film.hold(200);
	await execute.click();
	await film.until(page.locator('.el-notification').first(), 100);
	await film.hold(700);
	await page.locator('.el-notification__closeBtn').first().click();
	await page.locator('.el-notification').first().waitFor({ state: 'detached' });
	await film.moveTo(node);
	await film.hold(200);
	await node.dblclick();
	await page.locator('[data-test-id="output-panel"] [data-test-id="ndv-data-container"]').waitFor();
	await film.hold(500);
	const view = page.locator('[data-test-id="ndv-view-binary-data"]').first();
	await film.moveTo(view);
	await film.hold(200);
	await view.click();
	await page.locator('[data-test-id="ndv-input-panel"] img').last().waitFor();
	await film.hold(4_000);
	await film.save(path);
	await close();
}
