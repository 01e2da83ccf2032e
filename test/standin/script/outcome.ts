import type { Passage } from '../answer/proof';
import type { Files } from '../files';
import type { MessageBody } from '../rules/messageRequest';
import type { Samples } from '../samples/samples';
import { isRecord } from '../rules/shape';
import type { Block } from '../types';

/** What a tool of the API gave back. */
export interface Outcome {
	block: Block;
	/** What the answer says of it. */
	passage: Passage;
	/** What is billed for it. */
	searches?: number;
	fetches?: number;
	usesContainer?: boolean;
}

/** What a tool of the API works with. */
export interface Workshop {
	body: MessageBody;
	files: Pick<Files, 'add'>;
	samples: Pick<Samples, 'for'>;
}

/** The text of one field of a call's input. */
export function textIn(input: unknown, name: string): string {
	const value = isRecord(input) ? input[name] : undefined;
	return typeof value === 'string' ? value : '';
}

/** The word that makes every tool of the API fail: "search badly". */
export function isBad(input: unknown): boolean {
	return /\bbadly\b/i.test(JSON.stringify(input ?? {}));
}
