import { CITATIONS, FIELDS, RESPONSE_BLOCKS, STOP_REASONS, USAGE } from './places/answers';
import { PARAMETERS } from './places/parameters';
import type { Places } from './places/place';
import { REQUEST_BLOCKS } from './places/requestBlocks';
import { TOOLS } from './places/tools';

/** Every name of the API that the node has a place for; one that the SDK has and this has not is a gap. */
export const PLACES: Places = {
	parameters: PARAMETERS,
	requestBlocks: REQUEST_BLOCKS,
	tools: TOOLS,
	responseBlocks: RESPONSE_BLOCKS,
	citations: CITATIONS,
	stopReasons: STOP_REASONS,
	message: FIELDS,
	usage: USAGE,
};
