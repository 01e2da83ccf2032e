/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import type { Locator } from 'playwright-core';
import type { INodeParameters } from 'n8n-workflow';
import { CREDENTIAL, question, workflowOf } from '../engine/testbed';
import { type EditorPage, openEditor } from './browser';
import { LINES } from './installN8n';
import { importedExample, startWorkbench, type Workbench } from './workbench';

describe.each(LINES)('in the editor of %s', (line) => {
	let bench: Workbench;
	let editor: EditorPage;
	beforeAll(async () => {
		bench = await startWorkbench(line, (text) => process.stderr.write(`${text}\n`));
		editor = await openEditor(bench);
	});
	beforeEach(() => bench.standIn?.reset());
	afterAll(async () => {
		await editor?.close();
		await bench?.close();
	});

	const shown = async (locator: Locator) => {
		await locator.first().waitFor({ timeout: 10_000 });
		return await locator.first().isVisible();
	};
	const label = (words: string) =>
		editor.page.locator('[data-test-id="ndv"]').getByText(words, { exact: true });
	const text = (words: string) => editor.page.getByText(words, { exact: false });

	/** Opens the panel of the node with these parameters. */
	async function openPanel(parameters: INodeParameters) {
		const file = workflowOf(parameters);
		const credentials = { claudeMessagesApi: { id: bench.credentialId, name: CREDENTIAL } };
		const nodes = file.nodes.map((node) =>
			node.credentials === undefined ? node : { ...node, credentials },
		);
		const { id } = await bench.rest.createWorkflow({ ...file, nodes });
		await editor.openNode(id, 'Claude Messages');
	}

	test.each(['claude', 'anthropic', 'prompt', 'vision'])(
		'the node is found by typing %s',
		async (word) => {
			await editor.page.goto(`${bench.n8n.url}/workflow/new`);
			await editor.page
				.locator('[data-test-id="canvas-add-button"], [data-test-id="node-creator-plus-button"]')
				.first()
				.click();
			await editor.page.locator('[data-test-id="node-creator-search-bar"]').fill(word);
			expect(await shown(text('Claude Messages'))).toBe(true);
		},
	);

	test('a first look at the panel shows the model, the messages, and little else', async () => {
		await openPanel({});
		for (const name of ['Model', 'Messages', 'System Prompt', 'Max Tokens', 'Output Format']) {
			expect([name, await shown(label(name))]).toEqual([name, true]);
		}
		for (const name of ['JSON Example', 'Input Schema', 'Messages (JSON)', 'Thinking']) {
			expect([name, await label(name).count()]).toEqual([name, 0]);
		}
	});

	test('with JSON there is an example to fill in, and no prefill', async () => {
		await openPanel({ ...question('Hello'), outputFormat: 'json' });
		expect(await shown(label('JSON Example'))).toBe(true);
		expect(await label('Prefill').count()).toBe(0);
	});

	test('Count Tokens asks for no Max Tokens', async () => {
		await openPanel({ ...question('Hello'), operation: 'countTokens' });
		expect(await shown(label('Messages Input'))).toBe(true);
		expect(await label('Max Tokens').count()).toBe(0);
		expect(await label('Simplify').count()).toBe(0);
	});

	test('the list of models shows names, and can be filtered', async () => {
		await openPanel(question('Hello'));
		await editor.page.locator('[data-test-id="rlc-input"]').first().click();
		expect(await shown(text('Claude Opus 5.5 (claude-opus-5-5)'))).toBe(true);
		await editor.page
			.locator('[data-test-id="rlc-search"] input, [data-test-id="rlc-search"]')
			.first()
			.fill('haiku 4');
		expect(await shown(text('Claude Haiku 4.5'))).toBe(true);
		await text('Claude Opus 5.5 (claude-opus-5-5)').first().waitFor({ state: 'hidden' });
	});

	test('a hint warns of a prefill that the model refuses', async () => {
		await openPanel({ ...question('Hello'), prefill: 'Well,' });
		expect(await shown(text('This model takes no prefill, so every item will fail'))).toBe(true);
	});

	test('an example runs by its button and shows its answers', async () => {
		const { id } = await bench.rest.createWorkflow(
			importedExample('image-to-letter.workflow.json', bench.credentialId),
		);
		await editor.openNode(id, 'Claude Messages');
		await editor.page.locator('[data-test-id="node-execute-button"]').first().click();
		expect(await shown(text('The answer is (A'))).toBe(true);
	});

	test('a mistake is shown with the way out', async () => {
		await openPanel(question(' '));
		await editor.page.locator('[data-test-id="node-execute-button"]').first().click();
		expect(await shown(text("There is nothing to send: 'Messages' is empty or blank"))).toBe(true);
	});
});
