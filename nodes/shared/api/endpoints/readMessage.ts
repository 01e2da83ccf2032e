import type { Message } from '@anthropic-ai/sdk/resources/messages';
import type { RequestFacts } from '../../errors/apiFailure';
import { isSuccess, mediaType } from '../../errors/httpAnswer';
import { isTooDeep, parseJson } from '../../json';
import type { Connection } from '../transport/connection';
import type { StreamEvent } from './accumulateMessage';
import { messageIn } from './messageShape';
import { type OpenAnswer, wholeAnswer } from '../transport/openAnswer';
import { readEvents, tooDeep } from './readEvents';

/**
 * Reads the message of an answer. Its form, a stream of events or JSON, is recognized from the body, whatever
 * was requested and whatever its content type is: the answer is paid for.
 *
 * @param heard called with every event of the answer, where it arrives as events
 * @throws Failure for everything that is not a whole message
 */
export async function readMessage(
	connection: Connection,
	answer: OpenAnswer,
	facts: RequestFacts,
	heard: (event: StreamEvent) => void,
): Promise<Message> {
	if (!isSuccess(answer.status)) throw connection.failureOf(await wholeAnswer(answer), facts);
	const opened = await openingOf(answer);
	if (opened.form === 'events') return await readEvents(connection, opened.answer, heard);
	const whole = await wholeAnswer(opened.answer);
	const body = parseJson(whole.text);
	if (isTooDeep(body, whole.text)) throw tooDeep(answer);
	const message = messageIn(body);
	if (message !== undefined) return message;
	throw connection.failureOf(whole, facts);
}

type Form = 'events' | 'whole';

/** An answer and its form, recognized from its first bytes. */
interface Opening {
	form: Form;
	answer: OpenAnswer;
}

async function openingOf(answer: OpenAnswer): Promise<Opening> {
	const isDeclared = mediaType(answer) === 'text/event-stream';
	if (answer.text !== undefined) {
		return { form: formOf(answer.text.slice(0, LONGEST_LOOK), isDeclared) ?? 'whole', answer };
	}
	const chunks = answer.chunks[Symbol.asyncIterator]();
	const seen: Uint8Array[] = [];
	let head = '';
	for (;;) {
		const next = await chunks.next();
		if (next.done === true) break;
		seen.push(next.value);
		head += Buffer.from(next.value.subarray(0, LONGEST_LOOK)).toString('latin1');
		const form = formOf(head, isDeclared);
		if (form !== undefined) return { form, answer: withChunks(answer, seen, chunks) };
	}
	return { form: isDeclared ? 'events' : 'whole', answer: withChunks(answer, seen, chunks) };
}

/** Bytes that are searched for the start of a body, after blanks. */
const LONGEST_LOOK = 1024;

const FIELDS = ['data:', 'event:', 'id:', 'retry:', ':'];

/** A byte order mark, read as Latin-1 or decoded. */
const MARKS = ['\u00ef\u00bb\u00bf', '\ufeff'];

/** The form of a body; undefined while its beginning may still be either. */
function formOf(head: string, isDeclared: boolean): Form | undefined {
	const mark = MARKS.find((each) => head.startsWith(each)) ?? '';
	const start = head.slice(mark.length).trimStart();
	const isOpen = start === '' || MARKS.some((each) => each.startsWith(head));
	if (isOpen) return head.length < LONGEST_LOOK ? undefined : 'whole';
	if (start.startsWith('{')) return 'whole';
	if (isDeclared || FIELDS.some((field) => start.startsWith(field))) return 'events';
	return FIELDS.some((field) => field.startsWith(start)) ? undefined : 'whole';
}

/** The same answer with the chunks that were already read in front. */
function withChunks(
	answer: OpenAnswer,
	seen: readonly Uint8Array[],
	rest: AsyncIterator<Uint8Array>,
): OpenAnswer {
	let index = 0;
	const chunks: AsyncIterator<Uint8Array> = {
		async next() {
			const value = seen[index];
			if (value === undefined) return await rest.next();
			index++;
			return { done: false, value };
		},
		async return() {
			await rest.return?.();
			return { done: true, value: undefined };
		},
	};
	return { ...answer, chunks: { [Symbol.asyncIterator]: () => chunks } };
}
