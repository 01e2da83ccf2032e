import { Lanes } from './lanes';
import { RunNotes } from './runNotes';
import { WaitLog } from './waitLog';

/** What the requests of one node run share. */
export interface Run {
	lanes: Lanes;
	notes: RunNotes;
	waitLog: WaitLog;
	/** Fires when the user presses Stop. */
	signal: AbortSignal | undefined;
}

/** What a node run is started with. */
export interface RunSettings {
	/** How many items at once; 0 for as many as the rate limits allow. */
	concurrency: number;
	/** Whether the first request has to go alone, so that the others can read the prompt cache it writes. */
	primes?: boolean;
	signal?: AbortSignal;
	/** Writes a line to n8n's log. */
	log?: (message: string) => void;
}

/** Starts a run. It needs no cleanup: every wait ends with its item, or with Stop. */
export function startRun({ concurrency, primes, signal, log }: RunSettings): Run {
	return {
		lanes: new Lanes(concurrency, signal, primes !== true),
		notes: new RunNotes(),
		waitLog: new WaitLog(log ?? (() => undefined)),
		signal,
	};
}
