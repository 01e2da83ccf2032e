import type { CallSettings } from '../../shared/api/endpoints/callApi';
import { findAfterStop, type UnsureBatch } from '../../shared/api/endpoints/createBatch';
import { startRun } from '../../shared/api/pacing/startRun';
import type { Connection } from '../../shared/api/transport/connection';
import type { Failure } from '../../shared/errors/failure';
import { AFTER_STOP, cancelAfterStop } from './awaitBatch';

/**
 * Cancels a batch that may have been created when the user pressed Stop.
 *
 * @returns the failure, which says what became of the batch
 */
export async function cancelLost(
	connection: Connection,
	customIds: readonly string[],
	lost: UnsureBatch,
	settings: CallSettings,
): Promise<Failure> {
	const { failure } = lost.how;
	const quick = { ...settings, ...AFTER_STOP };
	const run = startRun({ concurrency: 1 });
	const batch = await findAfterStop(connection, customIds, lost, quick, run);
	if (batch === undefined) {
		const tried = 'It was looked for to be canceled, and could not be found for sure.';
		return failure.with({ description: `${failure.description} ${tried}` });
	}
	return await cancelAfterStop(connection, batch.id, settings, stopped(failure));
}

/** It is known now that the batch was created. */
function stopped(failure: Failure): Failure {
	return failure.with({ description: 'The batch had been created by then.' });
}
