/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
/**
 * `npm run bench` prints one table; every figure is a ratio to something measured in the same run.
 * `--short` is smaller, and ends with 1 when a promise is broken by more than a noisy machine explains.
 */
import { cpus } from 'node:os';
import { agentRows } from './agent';
import { batchRows } from './batches';
import { startBed } from './bed';
import { bigFileRows } from './bigFile';
import { cacheRows } from './cache';
import { chatRows } from './chat';
import { fileRows } from './files';
import { limitRows } from './limits';
import { loadRows } from './load';
import { memoryRows } from './memory';
import { parallelRows } from './parallel';
import { processorRows } from './processor';
import { toolRows } from './tools';
import { isKept, markdown, type Row } from './table';

const SLACK = 1.5;

const isShort = process.argv.includes('--short');

/** Figures that a busy moment spoils are the median of so many runs. */
const TIMES = isShort ? 1 : 3;

/** A promise that is broken is measured so many times in short: what else the machine does comes and goes. */
const ATTEMPTS = isShort ? 3 : 1;

void main();

async function main() {
	const bed = await startBed();
	const rows: Row[] = [];
	const steps = [
		async () => await parallelRows(bed, TIMES),
		async () => await processorRows(bed, isShort),
		async () => await memoryRows(isShort),
		async () => await fileRows(bed, isShort),
		async () => await limitRows(bed, isShort),
		async () => await cacheRows(bed),
		async () => await loadRows(bed, isShort),
		async () => await toolRows(),
		async () => await chatRows(bed),
		async () => await agentRows(),
		async () => await batchRows(bed, isShort),
		async () => await bigFileRows(),
	];
	for (const step of steps) {
		const measured = await attempted(step);
		rows.push(...measured);
		for (const row of measured) process.stderr.write(`${row.work}: ${row.measured}\n`);
	}
	const machine = `Node.js ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'processor'}`;
	const broken = rows.filter((row) => !isKept(row, isShort ? SLACK : 1));
	const end = isShort && broken.length > 0 ? 1 : 0;
	process.stdout.write(`\n${machine}\n\n${markdown(rows)}\n`, () => process.exit(end));
}

/** The rows of the first attempt whose promises are kept, or of the last one. */
async function attempted(step: () => Promise<Row[]>): Promise<Row[]> {
	for (let attempt = 1; ; attempt++) {
		const rows = await step();
		const broken = rows.filter((row) => !isKept(row, SLACK));
		if (broken.length === 0 || attempt === ATTEMPTS) return rows;
		for (const row of broken) process.stderr.write(`Once more: ${row.work}: ${row.measured}\n`);
	}
}
