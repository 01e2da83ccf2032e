/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	INode,
	INodeConnections,
} from 'n8n-workflow';
import type { WorkflowFile } from '../engine/host';
import type { QueuedReply } from '../standin';

const PACKAGE = 'n8n-nodes-claude-messages.';

/** A request, as far as it says what is asked for; IDs that the stand-in made are numbered. */
export interface FrozenRequest {
	method: string;
	path: string;
	query?: Readonly<Record<string, string | string[]>>;
	headers: Readonly<Record<string, string>>;
	body?: unknown;
	/** What an upload brought. */
	file?: { filename: string; mimeType: string; sha256: string; expiresIn: number | null };
}

/** What a node of a saved workflow did in the version that saved it. */
export interface Frozen {
	/** What the API answered then, where the stand-in's own words would become part of a request. */
	replies?: QueuedReply[];
	requests: FrozenRequest[];
	/** The top-level keys of the items that came out, each set once. */
	keys: string[][];
}

/** A workflow file, and beside it what each of our nodes in it did when it was saved. */
export interface SavedWorkflow {
	/** As in `1.0.0/batch`. */
	name: string;
	workflow: WorkflowFile;
	/** By the names of the nodes. */
	frozen: Readonly<Record<string, Frozen>>;
	/** Where the latter stand. */
	recordPath: string;
}

/** What a request has of a credential. */
export interface UsedCredential {
	path: string;
	headers: Readonly<Record<string, unknown>>;
	mcpServers?: unknown;
}

/** The data of a credential as n8n keeps it, and what they did when they were saved. */
export interface SavedCredential {
	type: 'claudeMessagesApi' | 'claudeMcpServerApi';
	data: ICredentialDataDecryptedObject;
	used?: UsedCredential;
}

/** The credentials that a version saved, by what is special about them. */
export interface CredentialFile {
	path: string;
	credentials: Readonly<Record<string, SavedCredential>>;
}

/** The folders of the versions that something was saved with, oldest first. */
export function savedVersions(): string[] {
	return readdirSync(__dirname, { withFileTypes: true })
		.filter((entry) => entry.isDirectory())
		.map(({ name }) => name)
		.sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
}

/** Every saved workflow of every version. */
export function savedWorkflows(): SavedWorkflow[] {
	return savedVersions().flatMap((version) =>
		readdirSync(join(__dirname, version))
			.filter((file) => file.endsWith('.workflow.json'))
			.map((file) => {
				const name = `${version}/${file.replace('.workflow.json', '')}`;
				const recordPath = join(__dirname, `${name}.requests.json`);
				return {
					name,
					workflow: JSON.parse(readFileSync(join(__dirname, version, file), 'utf8')),
					frozen: existsSync(recordPath) ? JSON.parse(readFileSync(recordPath, 'utf8')) : {},
					recordPath,
				};
			}),
	);
}

/** Every saved credential of every version. */
export function credentialFiles(): CredentialFile[] {
	return savedVersions()
		.map((version) => join(__dirname, version, 'credentials.json'))
		.filter((path) => existsSync(path))
		.map((path) => ({ path, credentials: JSON.parse(readFileSync(path, 'utf8')) }));
}

/** The nodes of this package in a workflow. */
export function ownNodes({ nodes }: WorkflowFile): INode[] {
	return nodes.filter(({ type }) => type.startsWith(PACKAGE));
}

/** The workflow with one of our nodes alone, and what it stands on: the nodes before it, and its tools. */
export function withOnly(file: WorkflowFile, node: INode): WorkflowFile {
	const kept = new Set([node.name]);
	// A node that leads to one that is kept may stand anywhere in the file.
	for (let size = 0; size < kept.size; ) {
		size = kept.size;
		for (const [from, outputs] of Object.entries(file.connections)) {
			const targets = Object.values(outputs).flat(2);
			if (targets.some((target) => target !== null && kept.has(target.node))) kept.add(from);
		}
	}
	return {
		...file,
		nodes: file.nodes.filter(({ name }) => kept.has(name)),
		connections: Object.fromEntries(
			Object.entries(file.connections)
				.filter(([from]) => kept.has(from))
				.map(([from, outputs]) => [from, outputsTo(kept, outputs)]),
		),
	};
}

function outputsTo(names: ReadonlySet<string>, outputs: INodeConnections): INodeConnections {
	return Object.fromEntries(
		Object.entries(outputs).map(([type, lists]) => [
			type,
			lists.map((list) => (list ?? []).filter(({ node }) => names.has(node))),
		]),
	);
}

/** The workflow with other values in those fields that its pinned items have. */
export function withInput(file: WorkflowFile, values: IDataObject): WorkflowFile {
	const pinned = Object.entries(file.pinData ?? {}).map(([name, items]) => [
		name,
		items.map((item) => ({ ...item, json: replaced(item.json, values) })),
	]);
	return { ...file, pinData: Object.fromEntries(pinned) };
}

function replaced(fields: IDataObject, values: IDataObject): IDataObject {
	return Object.fromEntries(
		Object.entries(fields).map(([name, value]) => [name, values[name] ?? value]),
	);
}

/** The records of a workflow as they are kept: one line for each request, to be compared by eye. */
export function recordText(records: Readonly<Record<string, Frozen>>): string {
	const lines = (list: readonly unknown[]) =>
		list.map((each) => `\n\t\t\t${JSON.stringify(each)}`).join(',');
	const texts = Object.entries(records).map(([name, { replies, requests, keys }]) =>
		[
			`\t${JSON.stringify(name)}: {`,
			...(replies === undefined ? [] : [`\t\t"replies": [${lines(replies)}\n\t\t],`]),
			`\t\t"requests": [${lines(requests)}\n\t\t],`,
			`\t\t"keys": ${JSON.stringify(keys)}`,
			'\t}',
		].join('\n'),
	);
	return `{\n${texts.join(',\n')}\n}\n`;
}
