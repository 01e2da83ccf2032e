import { type Failure, invalidInput } from './failure';

/** The way out for files that cannot be read as they were. */
export const MADE_ANEW = 'Run the workflow again from the node that made the file';

/** A file whose bytes are more or fewer than was told of it before. */
export function changedFile(): Failure {
	return invalidInput(
		'A file of the item changed while it was sent',
		`${MADE_ANEW}: its length is not what n8n's storage says.`,
	);
}
