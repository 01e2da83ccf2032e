import { header } from '../shared/errors/httpAnswer';
import type { Connection } from '../shared/api/transport/connection';
import { instant } from './instants';

/** A connection, and the time at its other end. */
export interface Clocked {
	connection: Connection;
	/** RFC 3339, as the last answer told it; before that, and where no answer tells it, this machine's. */
	present(): string;
}

/** Reads the server's time off its answers: the clock of this machine may be wrong, also for a moment only. */
export function clocked(connection: Connection): Clocked {
	let told = '';
	const telling: Connection = {
		...connection,
		async request(request) {
			const answer = await connection.request(request);
			told = instant(header(answer, 'date')) || told;
			return answer;
		},
	};
	return { connection: telling, present: () => told || new Date(Date.now()).toISOString() };
}
