import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { heldMegabytes, watchHeap } from '../heap';
import { longestHold } from '../longestHold';
import { startStandIn, type StandIn } from '../standin';
import { Engine } from './host';
import { API_KEY, CREDENTIAL, question, workflowOf } from './testbed';

let engine: Engine;
let standIn: StandIn;
beforeAll(async () => {
	engine = await Engine.start();
	// Keeps nothing of what it is sent.
	standIn = await startStandIn({ apiKey: API_KEY, light: true });
});
afterAll(async () => await standIn.close());

async function ask(parameters: INodeParameters, input: INodeExecutionData[]) {
	return await engine.run(workflowOf({ maxTokens: 1024, ...parameters }, 'continueRegularOutput'), {
		credentials: { [CREDENTIAL]: { apiKey: API_KEY, baseUrl: standIn.url } },
		input,
	});
}

const items = (count: number, json: Record<string, string> = {}): INodeExecutionData[] =>
	Array.from({ length: count }, (_, index) => ({ json: { ...json, text: `Question ${index}?` } }));

const SYSTEM = 'You know the catalogue of a shop by heart. '.repeat(5000);

test.each([
	['as text', SYSTEM],
	['by expression', '={{ $json.system }}'],
])(
	'a long system prompt %s is not kept once for each of many items',
	async (_, system) => {
		const input = items(400, { system: SYSTEM });
		await ask({ ...question('={{ $json.text }}'), system }, input.slice(0, 20));
		const watch = watchHeap(500);
		const run = await ask({ ...question('={{ $json.text }}'), system }, input).finally(watch.stop);
		expect(run.items('Claude Messages')).toHaveLength(400);
		// All bodies at once would be more than 80 MB.
		expect(watch.stop()).toBeLessThan(50);
	},
	180_000,
);

test('n8n goes on serving others while thousands of items are checked', async () => {
	const input = items(2500);
	await ask(question('={{ $json.text }}'), input.slice(0, 200));
	const holdOfRun = async () =>
		await longestHold(async () => {
			const run = await ask(question('={{ $json.text }}'), input);
			expect(run.items('Claude Messages')).toHaveLength(2500);
		});
	// Milliseconds; without pauses, checking alone holds it for half a second and more. What else the machine
	// does only adds.
	let hold = Infinity;
	for (let time = 0; time < 3 && hold >= 250; time++) hold = Math.min(hold, await holdOfRun());
	expect(hold).toBeLessThan(250);
}, 180_000);

test('the same run, again and again, leaves nothing behind', async () => {
	const input = items(20);
	const once = async () => await ask(question('={{ $json.text }}'), input);
	for (let round = 0; round < 20; round++) await once();
	const before = heldMegabytes();
	for (let round = 0; round < 30; round++) await once();
	// A run that kept 100 KB would show.
	expect(heldMegabytes() - before).toBeLessThan(3);
}, 180_000);
