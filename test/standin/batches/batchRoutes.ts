import { checkPost } from '../checkPost';
import { BATCHES_PATH } from '../paths';
import type { Backend, Route } from '../routes';
import type { BatchContext } from '../rules/batchItem';
import { checkHeaders } from '../rules/headers';
import type { Arrival } from '../receiveRequest';
import type { Reply } from '../wire/reply';

type Endpoint = (arrival: Arrival, backend: Backend, id: string) => Reply | Promise<Reply>;

const ONE = `${BATCHES_PATH}/{id}`;

/** https://platform.claude.com/docs/en/api/messages/batches */
export const BATCH_ROUTES: Readonly<Record<string, Route>> = {
	[`POST ${BATCHES_PATH}`]: route((arrival, { apiKey, batches }) => {
		const { request, bytes } = arrival;
		const context = batchContext(checkPost(arrival, apiKey), request);
		return batches.create(request, bytes, context);
	}),
	[`GET ${BATCHES_PATH}`]: withKey(({ request }, { batches }) => batches.page(request)),
	[`GET ${ONE}`]: withKey(({ request }, { batches }, id) => batches.retrieve(request, id)),
	[`DELETE ${ONE}`]: withKey((_, { batches }, id) => batches.delete(id)),
	[`POST ${ONE}/cancel`]: withKey(({ request }, { batches }, id) => batches.cancel(request, id)),
	[`GET ${ONE}/results`]: withKey((_, { batches }, id) => batches.results(id)),
};

function route(endpoint: Endpoint): Route {
	return (arrival, backend, id) => ({
		endpoint: 'batches',
		act: () => endpoint(arrival, backend, id),
	});
}

function withKey(endpoint: Endpoint): Route {
	return route((arrival, backend, id) => {
		checkHeaders(arrival.request, backend.apiKey);
		return endpoint(arrival, backend, id);
	});
}

function batchContext(
	context: ReturnType<typeof checkPost>,
	{ headers }: Arrival['request'],
): BatchContext {
	const userProfile = headers['anthropic-user-profile-id'];
	return { ...context, isBatched: true, userProfile: userProfile?.toString() };
}
