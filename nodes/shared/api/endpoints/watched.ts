import { isSuccess, mediaType } from '../../errors/httpAnswer';
import { toFailure } from '../../errors/toFailure';
import { leavesOpen, mayBeDone } from '../pacing/patience';
import type { Connection } from '../transport/connection';
import type { OpenAnswer } from '../transport/openAnswer';

/** A connection, and what became of the requests that went over it. */
export interface Watched {
	connection: Connection;
	/** Whether what was asked for may have been done, with or without an answer. */
	state: { mayBeDone: boolean };
}

/**
 * Watches the requests of a call. The failure in which a call ends tells of its last attempt alone, and after
 * Stop not even of that.
 */
export function watched(connection: Connection): Watched {
	const state = { mayBeDone: false };
	const watching: Connection = {
		...connection,
		async request(request) {
			try {
				const answer = await connection.request(request);
				state.mayBeDone ||= leavesOpen(answer.status) && !isPage(answer);
				return answer;
			} catch (error) {
				const failure = toFailure(error);
				state.mayBeDone ||= failure.type === 'canceled' || mayBeDone(failure);
				throw failure;
			}
		},
	};
	return { connection: watching, state };
}

/** A success that is a page, as of a login, comes from somebody in between who asked nobody. */
function isPage(answer: OpenAnswer): boolean {
	return isSuccess(answer.status) && mediaType(answer).includes('html');
}
