import { isRecord } from '../json';
import { Failure, INTERNAL_ERROR, INVALID_INPUT } from './failure';
import { sentence } from './sentence';

/** Where mistakes of the node are reported: `bugs` of package.json. */
const REPORT_TO = 'https://github.com/n8n-nodes-claude-messages/n8n-nodes-claude-messages/issues';

/** Of the answer that had come when something went wrong. */
export interface Came {
	/** HTTP status. */
	status: number;
	requestId: string | null;
}

/**
 * Anything that was thrown while an item was read or sent. A failure stays as it is, and n8n's own errors
 * keep n8n's words; everything else is a slip of the node, which says where to report it.
 *
 * @param came of the answer, where one had come
 */
export function toFailure(thrown: unknown, came?: Came): Failure {
	if (thrown instanceof Failure) return thrown;
	if (isOfN8n(thrown)) return n8nFailure(thrown).with(came ?? {});
	const place = placeOf(thrown);
	const name = textAt(thrown, 'name');
	const words = [name, wordsOf(thrown)].filter((text) => text !== '').join(': ');
	return new Failure({
		message: `The node itself made a mistake: ${sentence(words) || 'it does not say which'}`,
		description: `This is not your workflow's fault. Please report it at ${REPORT_TO} with this message${place === undefined ? '' : ` and the place: ${place}`}.${came === undefined ? '' : ' The answer had come by then and was paid for.'}`,
		type: INTERNAL_ERROR,
		...came,
	});
}

/**
 * What n8n throws while it gives the node what it asks for, such as a field whose expression cannot be
 * resolved or a stored file: the user's to mend, in n8n's words.
 *
 * @param otherwise the advice where n8n gives none
 */
export function n8nFailure(
	thrown: unknown,
	otherwise = "Check the expressions in this node's fields.",
): Failure {
	if (thrown instanceof Failure) return thrown;
	return new Failure({
		message: wordsOf(thrown) || 'n8n could not read a field of this node',
		description: sentence(textAt(thrown, 'description')) || otherwise,
		type: INVALID_INPUT,
	});
}

/** Does what is left to do once an answer has come, so that a slip there tells which answer it was. */
export async function afterAnswer<Value>(
	came: Came,
	work: () => Value | Promise<Value>,
): Promise<Value> {
	try {
		return await work();
	} catch (error) {
		throw toFailure(error, came);
	}
}

/** n8n's errors have a level; those of JavaScript and Node.js have none. */
function isOfN8n(thrown: unknown): boolean {
	return textAt(thrown, 'level') !== '';
}

function wordsOf(thrown: unknown): string {
	const isPlain = ['string', 'number', 'boolean'].includes(typeof thrown);
	return sentence(isPlain ? String(thrown) : textAt(thrown, 'message'));
}

/** Never throws, whatever was thrown. */
function textAt(thrown: unknown, key: string): string {
	try {
		const value = isRecord(thrown) ? thrown[key] : undefined;
		return typeof value === 'string' ? value : '';
	} catch {
		return '';
	}
}

/** File and line of the first step that has them, without the folders of the machine. */
function placeOf(thrown: unknown): string | undefined {
	const steps = textAt(thrown, 'stack').slice(0, 4000).split('\n    at ').slice(1);
	for (const step of steps) {
		const name = step.slice(Math.max(step.lastIndexOf('/'), step.lastIndexOf('\\')) + 1);
		const place = /^[\w.-]{1,60}:\d+/.exec(name)?.[0];
		if (place !== undefined) return place;
	}
	return undefined;
}
