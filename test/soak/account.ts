import type { INodeExecutionData } from 'n8n-workflow';
import { isRecord } from '../../nodes/shared/json';
import type { ReceivedRequest } from '../standin';
import type { Done } from './works';

/** What a round came to. */
export interface Account {
	answered: number;
	failed: number;
	stopped: number;
	requests: number;
	/** Sentences that say what does not add up. */
	wrong: string[];
}

/** What the stand-in says of a round. */
export interface Seen {
	requests: readonly ReceivedRequest[];
	/** Requests for an answer that a fault took the answer of. */
	broken: number;
}

const MESSAGES = '/v1/messages';

/**
 * Compares what came out with what the stand-in was asked. A request that met no fault was answered, and paid:
 * so many answers the items have to have, no more and no less. Only a run that was stopped, and an item that
 * failed after a tool had run, may have been paid without an item.
 */
export function accountOf(works: readonly Done[], { requests, broken }: Seen): Account {
	const account: Account = { answered: 0, failed: 0, stopped: 0, requests: 0, wrong: [] };
	const messages = requests.filter(({ path }) => path === MESSAGES);
	account.requests = messages.length;
	const times = (marks: readonly string[]) =>
		messages.filter(({ rawBody }) => marks.some((mark) => rawBody.includes(mark))).length;
	let paid = 0;
	let excused = 0;
	for (const done of works) {
		account.wrong.push(...chunkProblems(done));
		if (done.isStopped) excused += times(done.marks);
		if (done.marks.length !== done.items.length && !done.isStopped) {
			account.wrong.push(`${done.work}: ${done.items.length} of ${done.marks.length} items`);
		}
		for (const [index, item] of done.items.entries()) {
			const mark = done.marks[index] ?? '';
			const { error } = item.json;
			if (error === undefined) {
				account.answered++;
				if (!textOf(item).includes(done.says?.[index] ?? mark))
					account.wrong.push(`${mark} has another answer`);
				if (done.work !== 'batch' && !done.isStopped) paid += callsOf(item);
			} else if (!isReason(error)) {
				account.wrong.push(`${mark} failed without a reason: ${JSON.stringify(error)}`);
			} else if (done.isStopped) account.stopped++;
			else {
				account.failed++;
				if (done.work === 'tool') excused += times([mark]);
			}
		}
	}
	const answers = messages.length - broken;
	if (answers < paid || answers > paid + excused) {
		account.wrong.push(
			`${answers} answers were paid, but the items have ${paid} (and ${excused} may be lost)`,
		);
	}
	return account;
}

function textOf({ json }: INodeExecutionData): string {
	return typeof json.text === 'string' ? json.text : '';
}

/** The requests that an answer took. */
function callsOf({ json: { usage } }: INodeExecutionData): number {
	return isRecord(usage) && typeof usage.calls === 'number' ? usage.calls : 1;
}

function isReason(error: unknown): boolean {
	return isRecord(error) && typeof error.message === 'string' && error.type !== 'internal_error';
}

/** Each item begins once and ends once, whatever went wrong in between. */
function chunkProblems({ work, chunks, marks }: Done): string[] {
	if (chunks === undefined) return [];
	return marks.flatMap((mark, index) =>
		(['begin', 'end'] as const).flatMap((type) => {
			const own = chunks.filter(
				(chunk) => chunk.type === type && chunk.metadata.itemIndex === index,
			);
			return own.length === 1 ? [] : [`${work}: ${mark} has ${own.length} × ${type}`];
		}),
	);
}
