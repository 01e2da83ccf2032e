import type { INodeParameters, NodeParameterValueType } from 'n8n-workflow';
import type { QueuedReply, StandIn } from '../../standin';

export type Value = NodeParameterValueType;

/** A field at work: two values of it, everything else being equal. */
export interface Proof {
	/** As in `options.topK`; a field with fixed values has one proof for each: `resource=message`. */
	path: string;
	from: Value;
	to: Value;
	/** The whole panel with one of the values. */
	panel: (value: Value) => INodeParameters;
	/** The field `data` of the item. */
	file?: string;
	/** One for each request. */
	replies?: QueuedReply[];
	/** Whether a calculator is connected. */
	calculates?: boolean;
	/** Whether a chat listens; what it hears counts too. */
	heard?: boolean;
	/** The type of the error that the second value ends in. */
	fails?: string;
	/** What there is before, and the fields that name it. */
	made?: (standIn: StandIn, value: Value) => Promise<INodeParameters>;
	/** Whether Stop is pressed while a batch is waited for. */
	stops?: boolean;
	/** How many items there are, 1 unless given; with more the requests on their way at once count. */
	items?: number;
}

export type More = Pick<Proof, 'file' | 'replies' | 'fails' | 'items'>;

export const model = (mode: string, value: string) => ({ __rl: true, mode, value });
export const text = (words: string) => ({ role: 'user', type: 'text', text: words });
export const BASE: INodeParameters = {
	model: model('id', 'claude-haiku-4-5'),
	messages: { values: [text('Hello')] },
};

export function field(name: string, from: Value, to: Value, given: INodeParameters = {}): Proof {
	return { path: name, from, to, panel: (value) => ({ ...BASE, ...given, [name]: value }) };
}

export function option(name: string, from: Value, to: Value, more: More = {}): Proof {
	const panel = (value: Value) => ({ ...BASE, options: { [name]: value } });
	return { path: `options.${name}`, from, to, panel, ...more };
}

/** A field of one message; `given` are the others of that message. */
export function part(
	name: string,
	from: Value,
	to: Value,
	given: INodeParameters,
	file?: string,
): Proof {
	const panel = (value: Value) => ({
		...BASE,
		messages: { values: [text('Look'), { ...text('Hello'), ...given, [name]: value }] },
	});
	return { path: `messages.values.${name}`, from, to, panel, file };
}

/** What is rare in a message stands in a collection of its own. */
export function partOption(name: string, to: Value, given: INodeParameters, file?: string): Proof {
	const proof = part('options', {}, { [name]: to }, given, file);
	return { ...proof, path: `messages.values.options.${name}` };
}

/** The proof of one of the fixed values of a field. */
export const choice = (proof: Proof, name: Value = proof.to): Proof => ({
	...proof,
	path: `${proof.path}=${String(name)}`,
});

export const withPrefill = (proof: Proof, given: INodeParameters): Proof => ({
	...proof,
	panel: (value) => ({ ...proof.panel(value), ...given }),
});

export const SONNET_5_5 = 'claude-sonnet-5-5';
export const schemaWith = (name: string) =>
	JSON.stringify({ type: 'object', properties: { [name]: { type: 'string' } }, required: [name] });

/** A sum is asked for, with a calculator at the Tools input. */
export const calculating = (proof: Proof): Proof => ({
	...proof,
	calculates: true,
	panel: (value) => ({
		connectTools: true,
		...proof.panel(value),
		messages: { values: [text('calculator {"input":"2+3"}')] },
	}),
});
