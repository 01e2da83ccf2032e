import type Anthropic from '@anthropic-ai/sdk';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { fixture } from '../../fixtures/files';

export const HAIKU = 'claude-haiku-4-5';
export const SONNET = 'claude-sonnet-5-5';

/** The SDK's params with the fields that its types gave up and the API of 2023-06-01 still takes. */
export type Params = Anthropic.MessageCreateParamsNonStreaming & {
	temperature?: number;
	top_k?: number;
	top_p?: number;
};

/** A file of the item, under a name and a label that may be wrong. */
export interface ItemFile {
	bytes: Buffer;
	fileName: string;
	mimeType: string;
}

/** The node's panel and item, and the SDK's call that has to send the same. */
export interface Row {
	name: string;
	/** Over {@link HAIKU} as the model. */
	node: INodeParameters;
	json?: IDataObject;
	files?: Record<string, ItemFile>;
	/** Over {@link HAIKU} and the panel's 8192 tokens. */
	sdk: Partial<Params> & Pick<Params, 'messages'>;
	/** Names for the header; the call goes through the SDK's `beta` namespace. */
	betas?: string[];
	/** Fields that only that namespace has. */
	beta?: Pick<
		Anthropic.Beta.Messages.MessageCreateParamsNonStreaming,
		'context_management' | 'fallbacks' | 'mcp_servers' | 'tool_choice' | 'tools'
	>;
	/** The API version, where it is not 2023-06-01. */
	version?: string;
}

type Role = 'user' | 'assistant';
type FileType = 'image' | 'document';

export const model = (value: string): INodeParameters => ({
	model: { __rl: true, mode: 'id', value },
});

/** The panel with these messages. */
export const fields = (...values: INodeParameters[]): INodeParameters => ({ messages: { values } });

export const text = (words: string, role: Role = 'user'): INodeParameters => ({
	role,
	type: 'text',
	text: words,
});

export const byField = (type: FileType, binaryField: string, more: INodeParameters = {}) => ({
	role: 'user',
	type,
	source: 'binary',
	binaryField,
	...more,
});

export const byUrl = (type: FileType, url: string, more: INodeParameters = {}) => ({
	role: 'user',
	type,
	source: 'url',
	url,
	...more,
});

export const byId = (type: FileType, fileId: string, more: INodeParameters = {}) => ({
	role: 'user',
	type,
	source: 'file',
	fileId,
	...more,
});

/** The panel with the messages as JSON: text, or an expression. */
export const json = (messagesJson: string): INodeParameters => ({
	messagesInput: 'json',
	messagesJson,
});

export const block = (words: string) => ({ type: 'text' as const, text: words });

const TYPES = {
	'photo.jpg': 'image/jpeg',
	'chart.png': 'image/png',
	'animation.gif': 'image/gif',
	'picture.webp': 'image/webp',
} as const;

export type Picture = keyof typeof TYPES;

/** What the API gets of a picture. */
export const picture = (name: Picture) => ({
	type: 'image' as const,
	source: { type: 'base64' as const, media_type: TYPES[name], data: fixture(name).base64 },
});

/** What the API gets of a PDF. */
export const pdf = (name = 'invoice.pdf') => ({
	type: 'document' as const,
	source: {
		type: 'base64' as const,
		media_type: 'application/pdf' as const,
		data: fixture(name).base64,
	},
});

/** What the API gets of a text file. */
export const textFile = (data: string) => ({
	type: 'document' as const,
	source: { type: 'text' as const, media_type: 'text/plain' as const, data },
});

/** A fixture as an earlier node might have put it into the item. */
export const file = (name: string, label: Partial<ItemFile> = {}): ItemFile => ({
	bytes: fixture(name).bytes,
	fileName: name,
	mimeType: 'application/octet-stream',
	...label,
});

export const made = (
	bytes: Buffer,
	fileName: string,
	mimeType = 'application/octet-stream',
): ItemFile => ({ bytes, fileName, mimeType });

/** Settings of a model beside the same fields of the SDK, with one greeting as the question. */
export function setting(
	name: string,
	id: string,
	node: INodeParameters,
	sdk: Partial<Row['sdk']>,
	more: Partial<Row> = {},
): Row {
	return {
		name,
		node: { ...fields(text('Hello')), ...model(id), ...node },
		sdk: { model: id, messages: [{ role: 'user', content: 'Hello' }], ...sdk },
		...more,
	};
}
