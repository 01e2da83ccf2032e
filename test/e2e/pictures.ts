/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
/** `npm run pictures`: takes the pictures of the README and the examples in n8n's editor. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { openEditor, type EditorPage, type PanelWidths } from './browser';
import { canFilm } from './film';
import { filmReceipts } from './filmStory';
import { sampleExample, startSampleBench } from './sampleBench';
import type { Workbench } from './workbench';

const FOLDER = join(__dirname, '../../docs/pictures');

/** High enough for three rows of a table. */
const SCREEN = { width: 1440, height: 1060 };

/** Wide enough for the input's buttons, which are four where it has files. */
const WITH_FILES: PanelWidths = { left: 33.5, main: 27, right: 39.5 };
const WITH_TEXTS: PanelWidths = { left: 27, main: 27, right: 46 };

interface Picture {
	example: string;
	/** @default the example's name */
	name?: string;
	theme?: 'light' | 'dark';
	/** The nodes that are run one after the other; the last one is in the picture. */
	nodes?: readonly string[];
	panel?: PanelWidths;
	/** A table shows all items, the schema one at full length. */
	output?: 'table' | 'schema';
	/** Whether the first file of the input is shown. */
	view?: boolean;
}

const PICTURES: readonly Picture[] = [
	{ example: 'image-to-letter', name: 'panel-light', panel: WITH_FILES },
	{ example: 'image-to-letter', name: 'panel-dark', theme: 'dark', panel: WITH_FILES },
	{ example: 'question-per-row' },
	{ example: 'mails-to-columns' },
	{ example: 'receipts-to-table', panel: WITH_FILES, view: true },
	{ example: 'pdf-question', panel: WITH_FILES, output: 'schema' },
	{ example: 'conversation', nodes: ['Follow-Up'], output: 'schema' },
	{ example: 'cached-prompt', output: 'schema' },
	{ example: 'custom-tool' },
	{ example: 'agent-with-tools' },
	{ example: 'failing-item' },
	{ example: 'upload-once' },
	{ example: 'overnight-batch', nodes: ['Claude Messages', 'Get Results'] },
];

const say = (text: string) => process.stdout.write(`${text}\n`);

/** The panel of a node of an example beside the items that it made. */
async function takePicture(
	bench: Workbench,
	{ page, openNode, execute, layOut }: EditorPage,
	{ example, name = example, nodes = ['Claude Messages'], view, ...layout }: Picture,
): Promise<void> {
	await layOut({ panel: layout.panel ?? WITH_TEXTS, output: layout.output ?? 'table' });
	const file = sampleExample(`${example}.workflow.json`, bench.credentialId);
	const { id } = await bench.rest.createWorkflow(file);
	for (const node of nodes) {
		await openNode(id, node);
		await execute();
		await page.locator('[data-test-id="output-panel"] [data-test-id="node-run-info"]').waitFor();
		// The message that says that it went well covers items.
		await page.locator('.el-notification__closeBtn').first().click();
		await page.locator('.el-notification').first().waitFor({ state: 'detached' });
	}
	const failed = page.getByText(/^Error Branch/).first();
	if (await failed.isVisible()) await failed.click();
	if (view) {
		await page.locator('[data-test-id="ndv-view-binary-data"]').first().click();
		await page.locator('[data-test-id="ndv-input-panel"] img').last().waitFor();
	}
	await page.screenshot({ path: join(FOLDER, `${name}.jpg`), type: 'jpeg', quality: 80 });
	say(`docs/pictures/${name}.jpg`);
}

/** @param wanted names of pictures; all without it */
async function takePictures(bench: Workbench, wanted: readonly string[]): Promise<void> {
	const isWanted = (name: string) => wanted.length === 0 || wanted.includes(name);
	for (const theme of ['light', 'dark'] as const) {
		const editor = await openEditor(bench, theme);
		await editor.page.setViewportSize(SCREEN);
		for (const picture of PICTURES) {
			if ((picture.theme ?? 'light') !== theme) continue;
			if (isWanted(picture.name ?? picture.example)) await takePicture(bench, editor, picture);
		}
		await editor.close();
	}
	if (!isWanted('image-to-answer')) return;
	if (!canFilm()) {
		say(
			'docs/pictures/image-to-answer.webp is left as it is: it needs img2webp, of Debian’s package webp.',
		);
		return;
	}
	await filmReceipts(bench, join(FOLDER, 'image-to-answer.webp'));
	say('docs/pictures/image-to-answer.webp');
}

async function main(): Promise<void> {
	mkdirSync(FOLDER, { recursive: true });
	const bench = await startSampleBench(say);
	try {
		await takePictures(bench, process.argv.slice(2));
	} finally {
		await bench.close();
	}
}

main().then(
	() => process.exit(0),
	(error: unknown) => {
		process.stderr.write(`${String(error)}\n`);
		process.exit(1);
	},
);
