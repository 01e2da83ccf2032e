import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { type StandIn, startStandIn } from '../test/standin';
import type { RateLimitOptions } from '../test/standin/limits/rateLimits';
import { API_KEY, CREDENTIAL, question, workflowOf } from '../test/engine/testbed';
import { type Bed, questions } from './bed';
import { round, type Row } from './table';

/** A limit, how it is told, and what is to be reached. */
interface Case {
	told: string;
	limit: RateLimitOptions;
	latencyMs?: number;
	input?: INodeExecutionData[];
	options?: INodeParameters;
	/** So many executions at once, each with all the items. */
	executions?: number;
	/** The least milliseconds that it takes. */
	ideal: number;
	ratio: number;
	refused: number;
}

const ITEMS = 100;
const BUCKET = { perSecond: 20, burst: 5 };
const LATENCY = 100;
const IDEAL = ((ITEMS - BUCKET.burst) / BUCKET.perSecond) * 1000 + LATENCY;
const WIDE = { perSecond: 1000, burst: 1000 };
const FLOW = { perSecond: 4000, burst: 8000 };

/** From 100 to 2,000 tokens, mixed. */
const SIZES = Array.from({ length: 80 }, (_, index) => 100 + ((index * 7919) % 1901));
const TOKENS_IDEAL =
	((SIZES.reduce((sum, size) => sum + size, 0) - FLOW.burst) / FLOW.perSecond) * 1000 + LATENCY;

const silent = { ...BUCKET, headers: false };

const CASES: Case[] = [
	{
		told: 'as it is, no latency',
		limit: BUCKET,
		latencyMs: 0,
		ideal: IDEAL - LATENCY,
		ratio: 1.2,
		refused: 5,
	},
	{
		told: 'whole seconds',
		limit: { ...BUCKET, reset: 'seconds' },
		ideal: IDEAL,
		ratio: 1.3,
		refused: 5,
	},
	{
		told: 'told per minute, enforced by the second',
		limit: { ...BUCKET, told: { perSecond: 20, burst: 1200 } },
		ideal: IDEAL,
		ratio: 1.3,
		refused: 10,
	},
	{ told: 'no headers', limit: silent, ideal: IDEAL, ratio: 1.6, refused: 25 },
	{
		told: 'no headers, no retry-after',
		limit: { ...silent, retryAfter: 'none' },
		ideal: IDEAL,
		ratio: 1.6,
		refused: 25,
	},
	{
		told: 'another client takes half',
		limit: { ...BUCKET, rival: 0.5 },
		ideal: 2 * IDEAL,
		ratio: 1.6,
		refused: 25,
	},
	{
		told: 'answers take 1.5 s',
		limit: BUCKET,
		latencyMs: 1500,
		ideal: 15_000,
		ratio: 1.3,
		refused: 10,
	},
	{
		told: '4,000 input tokens a second, 80 items of 100 to 2,000',
		limit: { ...WIDE, inputFlow: FLOW },
		input: SIZES.map((size) => ({ json: { question: 'word'.repeat(size - 30) } })),
		ideal: TOKENS_IDEAL,
		ratio: 1.3,
		refused: 10,
	},
	{
		told: '4,000 output tokens a second, 80 items of 100 to 2,000',
		limit: { ...WIDE, outputFlow: FLOW },
		input: SIZES.map((size) => ({ json: { question: `Write ${size} tokens` } })),
		ideal: TOKENS_IDEAL,
		ratio: 1.3,
		refused: 10,
	},
	{
		told: '50 executions of 5 items at once, answers take 1 s',
		limit: BUCKET,
		latencyMs: 1000,
		input: questions(5),
		executions: 50,
		ideal: 12_500,
		ratio: 1.3,
		refused: 25,
	},
	{
		told: 'Concurrency 0, 1,000 items, 50 a second, answers take 2 s',
		limit: { perSecond: 50, burst: 50 },
		latencyMs: 2000,
		input: questions(1000),
		options: { concurrency: 0 },
		ideal: 22_000,
		ratio: 1.3,
		refused: 25,
	},
];

/** More items than the rate limit lets through at once, however the limit is told. */
export async function limitRows(bed: Bed, isShort: boolean): Promise<Row[]> {
	// They wait most of their time, so in short some are measured at once.
	const atOnce = isShort ? 3 : 1;
	const rows: Row[][] = [];
	for (let first = 0; first < CASES.length; first += atOnce) {
		const some = CASES.slice(first, first + atOnce);
		rows.push(...(await Promise.all(some.map(async (row) => await limitRow(bed, row)))));
	}
	return rows.flat();
}

async function limitRow(bed: Bed, row: Case): Promise<Row[]> {
	// Each has a server of its own, so nothing is known of its limit.
	const standIn = await startStandIn({ apiKey: API_KEY, light: true });
	const rows = await measure(bed, standIn, row);
	await standIn.close();
	return rows;
}

async function measure(bed: Bed, standIn: StandIn, row: Case): Promise<Row[]> {
	const { told, limit, input = questions(ITEMS), options = {}, executions = 1, ideal } = row;
	standIn.latencyMs = row.latencyMs ?? LATENCY;
	standIn.limitRequests(limit);
	const parameters = { ...question('={{ $json.question }}'), maxTokens: 1024, options };
	const credentials = { [CREDENTIAL]: { apiKey: API_KEY, baseUrl: standIn.url } };
	const started = performance.now();
	const runs = await Promise.all(
		Array.from({ length: executions }, async (_, index) =>
			bed.engine.run(workflowOf(parameters), {
				credentials,
				input,
				executionId: `limits ${told} ${index}`,
			}),
		),
	);
	const wall = performance.now() - started;
	const answered = runs.reduce((sum, run) => sum + run.items('Claude Messages').length, 0);
	const all = input.length * executions;
	const { refused } = standIn.limits;
	return [
		{
			work: `Limit: ${told}`,
			measured: `${answered} of ${all} answered in ${round(wall, 0)} ms, ${round(wall / ideal)} × the ideal time`,
			bound: `≤ ${row.ratio} ×`,
			value: answered === all ? wall / ideal : Infinity,
			limit: { most: row.ratio },
		},
		{
			work: 'the same: refused requests',
			measured: String(refused),
			bound: `≤ ${row.refused}`,
			value: refused,
			limit: { most: row.refused },
		},
	];
}
