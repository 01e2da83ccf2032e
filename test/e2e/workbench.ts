/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { WorkflowFile } from '../engine/host';
import { API_KEY, CREDENTIAL } from '../engine/testbed';
import { type Sample, type StandIn, startStandIn } from '../standin';
import { installN8n, type Line } from './installN8n';
import { placePackage } from './placePackage';
import { Rest } from './rest';
import { type RunningN8n, startN8n } from './startN8n';

const EXAMPLES = join(__dirname, '../../examples');

/** A whole n8n with the package in it, a user, a credential, and an API to ask. */
export interface Workbench {
	n8n: RunningN8n;
	rest: Rest;
	/** Undefined where the real API is asked. */
	standIn: StandIn | undefined;
	credentialId: string;
	/**
	 * Stops n8n and starts it again with all that it kept, but at another address: `n8n` and `rest` are others
	 * afterwards.
	 *
	 * @param meanwhile what happens while n8n is not there
	 */
	restart(meanwhile?: () => Promise<void> | void): Promise<void>;
	/** Stops everything and removes what n8n kept. */
	close(): Promise<void>;
}

export interface WorkbenchOptions {
	/** Of the real API; without one the stand-in answers. */
	apiKey?: string;
	/** What the credential is called. */
	credential?: string;
	/** What the stand-in says to the requests that they were written for. */
	samples?: readonly Sample[];
}

/** Starts a workbench in a folder that goes with it. */
export async function startWorkbench(
	line: Line,
	say: (text: string) => void,
	{ apiKey, credential = CREDENTIAL, samples }: WorkbenchOptions = {},
): Promise<Workbench> {
	const installed = await installN8n(line, say);
	const userFolder = mkdtempSync(join(tmpdir(), 'claude-messages-n8n-'));
	say('Packing the node and putting it where n8n keeps community nodes.');
	placePackage(userFolder);
	say('Starting n8n; this takes about ten seconds.');
	const n8n = await startN8n(installed, userFolder);
	const standIn =
		apiKey === undefined ? await startStandIn({ apiKey: API_KEY, samples }) : undefined;
	const rest = new Rest(n8n.url);
	await rest.setUp();
	const credentialId = await rest.createCredential(credential, {
		apiKey: apiKey ?? API_KEY,
		...(standIn === undefined ? {} : { baseUrl: standIn.url }),
	});
	const bench: Workbench = {
		n8n,
		rest,
		standIn,
		credentialId,
		async restart(meanwhile) {
			await bench.n8n.stop();
			await meanwhile?.();
			bench.n8n = await startN8n(installed, userFolder);
			bench.rest = new Rest(bench.n8n.url, bench.rest.login);
		},
		async close() {
			await bench.n8n.stop();
			await standIn?.close();
			rmSync(userFolder, { recursive: true, force: true });
		},
	};
	return bench;
}

/** The names of the example workflows. */
export function exampleNames(): string[] {
	return readdirSync(EXAMPLES).filter((name) => name.endsWith('.workflow.json'));
}

/** An example as a user imports it, with the credential chosen. */
export function importedExample(name: string, credentialId: string): WorkflowFile {
	const file: WorkflowFile = JSON.parse(readFileSync(join(EXAMPLES, name), 'utf8'));
	return withCredential(file, credentialId);
}

/** A workflow with the credential chosen in every node that takes one. */
export function withCredential(file: WorkflowFile, id: string, name = CREDENTIAL): WorkflowFile {
	const credentials = { claudeMessagesApi: { id, name } };
	const nodes = file.nodes.map((node) =>
		node.credentials === undefined ? node : { ...node, credentials },
	);
	return { ...file, nodes };
}
