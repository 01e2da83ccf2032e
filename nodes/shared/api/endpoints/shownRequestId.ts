import { type HttpAnswer, requestIdOf } from '../../errors/httpAnswer';
import type { Connection } from '../transport/connection';

/** The request ID of an answer as an item may show it: a server could send back there what it was sent. */
export function shownRequestId(
	{ hide }: Pick<Connection, 'hide'>,
	answer: Pick<HttpAnswer, 'headers'>,
): string | null {
	const id = requestIdOf(answer);
	return id === null ? null : hide(id);
}
