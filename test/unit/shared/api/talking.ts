import type { MessageRequest } from '../../../../nodes/shared/api/endpoints/createMessage';
import type { ApiRequest, Connection } from '../../../../nodes/shared/api/transport/connection';
import { type OpenAnswer, openAnswer } from '../../../../nodes/shared/api/transport/openAnswer';
import { writeBody } from '../../../../nodes/shared/api/transport/writeBody';
import { apiFailure } from '../../../../nodes/shared/errors/apiFailure';

/** What a server answers, as n8n's HTTP helper gives it. */
export interface Reply {
	status?: number;
	/** JSON unless they say something else. */
	headers?: Record<string, unknown>;
	/** Text, a stream, or what becomes JSON. */
	body: unknown;
}

/** An answer of a server, its body whole or still on its way. */
export function opened({ status = 200, headers = {}, body }: Reply): OpenAnswer {
	const asItIs = typeof body === 'string' || isStream(body);
	return openAnswer(
		{
			statusCode: status,
			headers: { 'content-type': 'application/json', ...headers },
			body: asItIs ? body : JSON.stringify(body),
		},
		{ host: 'api.example', timeout: 60, giveUp: new AbortController() },
	);
}

/** The way to a server that answers so. */
export function connectionTo(
	answer: (request: ApiRequest) => Reply | Promise<Reply>,
	identity = 'the same',
): Connection {
	return {
		identity,
		request: async (request) => opened(await answer(request)),
		failureOf: (refused, facts) => apiFailure(refused, { facts }),
		conceal: (failure) => failure,
		hide: (text) => text,
		afterStop() {
			return this;
		},
	};
}

/** A request with these fields in its body, that is not repeated. */
export function requestWith(
	fields: Record<string, unknown> = {},
	settings: Partial<MessageRequest> = {},
): MessageRequest {
	return {
		body: writeBody({ model: 'claude-haiku-4-5', messages: [], ...fields }, []),
		apiVersion: '2023-06-01',
		betas: [],
		timeout: 60,
		stream: false,
		maxRetries: 0,
		longestWait: 300,
		facts: {},
		...settings,
	};
}

function isStream(body: unknown): boolean {
	return typeof body === 'object' && body !== null && Symbol.asyncIterator in body;
}
