import { isRecord } from '../json';
import { Failure, INTERNAL_ERROR, INVALID_INPUT } from './failure';
import { sentence } from './sentence';

/** Where mistakes of the node are reported: npm's page leads to the repository, whoever keeps it. */
const REPORT_TO = 'https://www.npmjs.com/package/n8n-nodes-claude-messages (Repository, Issues)';

/** The answer that had arrived when something went wrong. */
export interface Came {
	/** HTTP status. */
	status: number;
	requestId: string | null;
}

/**
 * Turns anything thrown while an item was read or sent into a failure. A failure stays as it is, and n8n's
 * own errors keep n8n's text; everything else is a bug of the node and says where to report it.
 *
 * @param came the answer, where one had arrived
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
 * The failure for an error of n8n while it provides something to the node, such as a field whose expression
 * cannot be resolved or a stored file; the user has to fix it, so it keeps n8n's text.
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

/** Runs the work after an answer has arrived, so that an error there names the answer. */
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

/** Whether an error is n8n's: those have a level, those of JavaScript and Node.js have none. */
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

/** File and line of the first stack frame that has them, without the folders of the machine. */
function placeOf(thrown: unknown): string | undefined {
	const steps = textAt(thrown, 'stack').slice(0, 4000).split('\n    at ').slice(1);
	for (const step of steps) {
		const name = step.slice(Math.max(step.lastIndexOf('/'), step.lastIndexOf('\\')) + 1);
		const place = /^[\w.-]{1,60}:\d+/.exec(name)?.[0];
		if (place !== undefined) return place;
	}
	return undefined;
}
