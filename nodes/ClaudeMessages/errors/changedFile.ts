import { type Failure, invalidInput } from './failure';

/** A file whose bytes are more or fewer than was told of it before. */
export function changedFile(): Failure {
	return invalidInput(
		'A file of the item changed while it was sent',
		"Run the workflow again from the node that made the file: its length is not what n8n's storage says.",
	);
}
