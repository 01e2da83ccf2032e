import { type Failure, invalidInput } from './failure';

/** Advice for files that can no longer be read as they were. */
export const MADE_ANEW = 'Run the workflow again from the node that made the file';

/** The failure for a file whose length differs from the one expected. */
export function changedFile(): Failure {
	return invalidInput(
		'A file of the item changed while it was sent',
		`${MADE_ANEW}: its length is not what n8n's storage says.`,
	);
}
