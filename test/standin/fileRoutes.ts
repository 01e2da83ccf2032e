import { FILES_PATH } from './paths';
import type { Backend, Route } from './routes';
import { checkHeaders } from './rules/headers';
import type { Arrival } from './receiveRequest';
import { checkUpload } from './uploads/uploadRules';
import type { Reply } from './wire/reply';

type Endpoint = (arrival: Arrival, backend: Backend, id: string) => Reply;

const ONE = `${FILES_PATH}/{id}`;

/** https://platform.claude.com/docs/en/api/files */
export const FILE_ROUTES: Readonly<Record<string, Route>> = {
	[`POST ${FILES_PATH}`]: withKey(({ bodyProblem, parts = [] }, { files }) => {
		if (bodyProblem !== undefined) throw bodyProblem;
		return files.upload(checkUpload(parts));
	}),
	[`GET ${FILES_PATH}`]: withKey(({ request }, { files }) => files.list(request.query)),
	[`GET ${ONE}`]: withKey((_, { files }, id) => files.describe(id)),
	[`DELETE ${ONE}`]: withKey((_, { files }, id) => files.delete(id)),
	[`GET ${ONE}/content`]: withKey((_, { files }, id) => files.download(id)),
};

function withKey(endpoint: Endpoint): Route {
	return (arrival, backend, id) => {
		checkHeaders(arrival.request, backend.apiKey);
		return { endpoint: 'files', act: () => endpoint(arrival, backend, id) };
	};
}
