import type { Arrival } from './receiveRequest';
import type { RequestContext } from './rules/context';
import { checkHeaders, checkJsonContent } from './rules/headers';

/** What every request has to bring whose body is JSON. */
export function checkPost({ request, bodyProblem }: Arrival, apiKey: string): RequestContext {
	const context = checkHeaders(request, apiKey);
	checkJsonContent(request);
	if (bodyProblem !== undefined) throw bodyProblem;
	return context;
}
