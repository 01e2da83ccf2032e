import { BATCH_PROOFS } from './batches';
import { FILE_PROOFS } from './files';
import { MESSAGE_PROOFS } from './messages';
import { OPTION_PROOFS } from './options';
import { calculating, field, type Proof } from './proof';
import { TOOL_PROOFS } from './tools';

/** A proof for every place of the panel where a user can choose or type something. */
export const PROOFS: Proof[] = [
	...BATCH_PROOFS,
	...FILE_PROOFS,
	...MESSAGE_PROOFS,
	...TOOL_PROOFS,
	calculating(field('connectTools', false, true)),
	field('simplify', true, false),
	...OPTION_PROOFS,
];
