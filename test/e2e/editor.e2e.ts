/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import type { Locator } from 'playwright-core';
import type { INodeParameters } from 'n8n-workflow';
import { manyModels } from '../standin/models/manyModels';
import { question, workflowOf } from '../engine/testbed';
import { type EditorPage, openEditor } from './browser';
import { line } from './line';
import { PANEL_STATES, workflowOfStates } from './panelStates';
import { importedExample, startWorkbench, withCredential, type Workbench } from './workbench';

const HINTS = PANEL_STATES.flatMap(({ hint }) => hint ?? []);

describe(`in the editor of ${line}`, () => {
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
		const { id } = await bench.rest.createWorkflow(
			withCredential(workflowOf(parameters), bench.credentialId),
		);
		await editor.openNode(id, 'Claude Messages');
	}

	const openModels = async () =>
		await editor.page.locator('[data-test-id="rlc-input"]').first().click();
	const filterModels = async (words: string) =>
		await editor.page
			.locator('[data-test-id="rlc-search"] input, [data-test-id="rlc-search"]')
			.first()
			.fill(words);

	describe("n8n's list of nodes", () => {
		beforeAll(async () => {
			await editor.page.goto(`${bench.n8n.url}/workflow/new`);
			await editor.page
				.locator('[data-test-id="canvas-add-button"], [data-test-id="node-creator-plus-button"]')
				.first()
				.click();
		});

		test.each(['claude', 'anthropic', 'prompt', 'vision'])('has the node for %s', async (word) => {
			const search = editor.page.locator('[data-test-id="node-creator-search-bar"]');
			await search.fill('');
			await text('Claude Messages').first().waitFor({ state: 'hidden' });
			await search.fill(word);
			expect(await shown(text('Claude Messages'))).toBe(true);
		});
	});

	describe('the panel', () => {
		beforeAll(async () => {
			const file = withCredential(workflowOfStates(PANEL_STATES), bench.credentialId);
			const { id } = await bench.rest.createWorkflow(file);
			await editor.openWorkflow(id);
		});
		afterEach(async () => await editor.closePanel());

		test.each(PANEL_STATES)('for $name has what belongs to it', async (state) => {
			await editor.openPanel(state.name);
			for (const name of state.shows) {
				expect([name, await shown(label(name))]).toEqual([name, true]);
			}
			if (state.hint !== undefined) expect(await shown(text(state.hint))).toBe(true);
			for (const name of state.hides) {
				expect([name, await label(name).count()]).toEqual([name, 0]);
			}
			for (const hint of HINTS) {
				expect([hint, await text(hint).count()]).toEqual([hint, hint === state.hint ? 1 : 0]);
			}
			await editor.picture(`${line} ${state.name}`);
		});
	});

	test('the list of models shows names, and can be filtered', async () => {
		await openPanel(question('Hello'));
		await openModels();
		expect(await shown(text('Claude Opus 5.5 (claude-opus-5-5)'))).toBe(true);
		await filterModels('haiku 4');
		expect(await shown(text('Claude Haiku 4.5'))).toBe(true);
		await text('Claude Opus 5.5 (claude-opus-5-5)').first().waitFor({ state: 'hidden' });
	});

	test('an account with more models than a page of the API has them all in its list', async () => {
		bench.standIn?.setModels(manyModels(1105));
		await openPanel(question('Hello'));
		await openModels();
		await filterModels('model-1104');
		expect(await shown(text('model-1104'))).toBe(true);
	});

	test('an example runs by its button and shows its answers', async () => {
		const { id } = await bench.rest.createWorkflow(
			importedExample('image-to-letter.workflow.json', bench.credentialId),
		);
		await editor.openNode(id, 'Claude Messages');
		await editor.execute();
		expect(await shown(text('The answer is (A'))).toBe(true);
		await editor.picture(`${line} an answer`);
	});

	test('an image that is missing is shown with the field to look at', async () => {
		await openPanel({
			messages: {
				values: [{ role: 'user', type: 'image', source: 'binary', binaryField: 'photo' }],
			},
		});
		await editor.execute();
		expect(await shown(text('The item has no file in the field'))).toBe(true);
		await editor.picture(`${line} a missing image`);
	});

	test('an answer that the API refuses is shown with its request ID', async () => {
		bench.standIn?.queue({
			kind: 'error',
			status: 400,
			type: 'invalid_request_error',
			message: 'No, thank you',
		});
		await openPanel(question('Hello'));
		await editor.execute();
		expect(await shown(text('No, thank you'))).toBe(true);
		expect(await shown(text('req_'))).toBe(true);
		await editor.picture(`${line} a refused request`);
	});

	test('a mistake is shown with the way out', async () => {
		await openPanel(question(' '));
		await editor.execute();
		expect(await shown(text("There is nothing to send: 'Messages' is empty or blank"))).toBe(true);
		await editor.picture(`${line} a mistake`);
	});
});
