import type { INodeParameters } from 'n8n-workflow';
import { workflowOf, question, API_KEY, CREDENTIAL } from '../test/engine/testbed';
import { Engine } from '../test/engine/host';
import { NUMBERS, toolNode } from '../test/engine/toolNodes';
import { type StandIn, startStandIn } from '../test/standin';
import { medianOf } from './median';
import { round, type Row } from './table';

/** Answers that need connected tools. */
export async function toolRows(): Promise<Row[]> {
	const engine = await Engine.start({
		'test.adder': toolNode('adder', NUMBERS, ({ a, b }) => Number(a) + Number(b)),
	});
	const standIn = await startStandIn({ apiKey: API_KEY });
	const rows = [await cacheRow(engine, standIn), await orderRow(engine, standIn)];
	await standIn.close();
	return rows;
}

const TURNS = 10;

/** What a token costs against one that is not cached. */
const WRITTEN = 1.25;
const READ = 0.1;

async function cacheRow(engine: Engine, standIn: StandIn): Promise<Row> {
	for (let turn = 0; turn < TURNS; turn++) {
		standIn.queue({
			kind: 'message',
			message: JSON.parse(
				JSON.stringify({
					stop_reason: turn === TURNS - 1 ? 'end_turn' : 'tool_use',
					content:
						turn === TURNS - 1
							? [{ type: 'text', text: 'Done.' }]
							: [
									{
										type: 'tool_use',
										id: `toolu_${turn}`,
										name: 'adder',
										input: { a: turn, b: 1 },
									},
								],
				}),
			),
		});
	}
	const system = 'You know the catalogue of a shop by heart. '.repeat(2000);
	const [item] = await ask(engine, standIn, 1, { system, options: { promptCaching: '5m' } });
	const usage = Object(item?.json.usage);
	const { input_tokens, cache_creation_input_tokens, cache_read_input_tokens } = usage;
	const whole = input_tokens + cache_creation_input_tokens + cache_read_input_tokens;
	const paid =
		input_tokens + WRITTEN * cache_creation_input_tokens + READ * cache_read_input_tokens;
	return {
		work: `an agent of ${TURNS} turns with a prompt of ${Math.round(whole / TURNS)} tokens, Prompt Caching on: cost of the input`,
		measured: `${round((100 * paid) / whole, 0)} % of uncached`,
		bound: '≤ 25 %',
		value: paid / whole,
		limit: { most: 0.25 },
	};
}

const ITEMS = 20;
const LANES = 10;
const LATENCY = 200;

async function orderRow(engine: Engine, standIn: StandIn): Promise<Row> {
	standIn.latencyMs = LATENCY;
	let isInOrder = true;
	const once = async () => {
		const started = performance.now();
		const items = await ask(engine, standIn, ITEMS, {});
		const took = performance.now() - started;
		isInOrder &&= items.every(({ json }, index) =>
			String(json.text).includes(`adder said: ${index + 1}`),
		);
		return took;
	};
	// The compiler has seen every path before anything is measured.
	await once();
	const took = await medianOf(3, once);
	// Two requests for each item, and two items for each lane.
	const chain = (ITEMS / LANES) * 2 * LATENCY;
	return {
		work: `${ITEMS} items with a tool, ${LANES} at once, an answer takes ${LATENCY} ms`,
		measured: `${isInOrder ? 'in order' : 'out of order'}, ${round(took, 0)} ms, ${round(took / chain)} × the slowest chain`,
		bound: 'in order, ≤ 1.2 ×',
		value: isInOrder ? took / chain : Infinity,
		limit: { most: 1.2 },
	};
}

async function ask(engine: Engine, standIn: StandIn, count: number, more: INodeParameters) {
	const file = workflowOf({
		...question('={{ `adder {"a":${$json.index},"b":1}` }}'),
		model: { __rl: true, mode: 'id', value: 'claude-haiku-4-5' },
		operation: 'send',
		connectTools: true,
		...more,
	});
	const run = await engine.run(
		{
			nodes: [
				...file.nodes,
				{
					id: 'adder',
					name: 'Adder',
					type: 'test.adder',
					typeVersion: 1,
					position: [0, 200],
					parameters: {},
				},
			],
			connections: {
				...file.connections,
				Adder: { ai_tool: [[{ node: 'Claude Messages', type: 'ai_tool', index: 0 }]] },
			},
		},
		{
			credentials: { [CREDENTIAL]: { apiKey: API_KEY, baseUrl: standIn.url } },
			input: Array.from({ length: count }, (_, index) => ({ json: { index } })),
		},
	);
	if (run.error !== undefined) throw run.error;
	return run.items('Claude Messages');
}
