const HOUR = 3_600_000;

/** The clock never goes back, or a wait of one test would begin anew in the next. */
let ahead = 0;

/**
 * Puts the clock forward by an hour, so that nothing is remembered of the limits that an earlier test met.
 * Undone by `jest.restoreAllMocks`.
 *
 * @returns puts it forward by some more milliseconds
 */
export function anHourLater(): (ms: number) => void {
	const realNow = Date.now.bind(Date);
	ahead += HOUR;
	jest.spyOn(Date, 'now').mockImplementation(() => realNow() + ahead);
	return (ms) => {
		ahead += ms;
	};
}
