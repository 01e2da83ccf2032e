/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
/** `npm run pictures`: takes the pictures of the README and the examples in n8n's editor. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { openEditor } from './browser';
import { exampleNames, importedExample, startWorkbench, type Workbench } from './workbench';

const FOLDER = join(__dirname, '../../docs/pictures');

const say = (text: string) => process.stdout.write(`${text}\n`);

/** The panel of an example beside the items that it made. */
async function takePictures(
	bench: Workbench,
	theme: 'light' | 'dark',
	pictures: ReadonlyArray<{ example: string; picture: string }>,
): Promise<void> {
	const editor = await openEditor(bench, theme);
	for (const { example, picture } of pictures) {
		const file = importedExample(example, bench.credentialId);
		const { id } = await bench.rest.createWorkflow(file);
		await editor.openNode(id, 'Claude Messages');
		await editor.execute();
		await editor.page.locator('[data-test-id="ndv-run-data"], table').first().waitFor();
		// The message that says that it went well covers items.
		await editor.page.locator('.el-notification__closeBtn').first().click();
		await editor.page.locator('.el-notification').first().waitFor({ state: 'detached' });
		const failed = editor.page.getByText(/^Error Branch/).first();
		if (await failed.isVisible()) await failed.click();
		await editor.page.screenshot({ path: join(FOLDER, picture), type: 'jpeg', quality: 85 });
		say(`docs/pictures/${picture}`);
	}
	await editor.close();
}

async function main(): Promise<void> {
	mkdirSync(FOLDER, { recursive: true });
	const bench = await startWorkbench('n8n-2', say);
	const name = (example: string) => example.replace('.workflow.json', '');
	const first = 'image-to-letter.workflow.json';
	try {
		await takePictures(bench, 'light', [
			{ example: first, picture: 'panel-light.jpg' },
			...exampleNames()
				.filter((example) => example !== first)
				.map((example) => ({ example, picture: `${name(example)}.jpg` })),
		]);
		await takePictures(bench, 'dark', [{ example: first, picture: 'panel-dark.jpg' }]);
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
