import { errorBody, jsonReply, type Reply } from './apiError';
import type { Arrival } from './receiveRequest';
import type { QueuedReply, StandIn } from './types';

type Control = Pick<StandIn, 'requests' | 'queue' | 'reset'>;

/** `/__standin/…`: lets another process queue replies and read what arrived. */
export function handleControl({ request }: Arrival, standIn: Control): Reply {
	switch (`${request.method} ${request.path}`) {
		case 'GET /__standin/requests':
			return jsonReply(200, { requests: standIn.requests });
		case 'POST /__standin/queue': {
			const replies: unknown[] = [request.body].flat();
			if (replies.length === 0 || !replies.every(isQueuedReply)) {
				return refuse(400, 'expected a queued reply or an array of them');
			}
			standIn.queue(...replies);
			return jsonReply(200, { queued: replies.length });
		}
		case 'POST /__standin/reset':
			standIn.reset();
			return jsonReply(200, {});
		default:
			return refuse(404, `no such control: ${request.method} ${request.path}`);
	}
}

function refuse(status: number, message: string): Reply {
	return jsonReply(status, errorBody({ type: 'stand_in_error', message }, 'control'));
}

/** A function cannot come as JSON, so a reply from outside has no `when`. */
function isQueuedReply(value: unknown): value is QueuedReply {
	if (!isRecord(value)) return false;
	if (value.path !== undefined && typeof value.path !== 'string') return false;
	if ('when' in value) return false;
	switch (value.kind) {
		case 'message':
			return isRecord(value.message) && isHeaders(value.headers);
		case 'text':
			return typeof value.text === 'string';
		case 'error':
			return (
				typeof value.status === 'number' &&
				typeof value.type === 'string' &&
				typeof value.message === 'string' &&
				(value.details === undefined || isRecord(value.details)) &&
				isHeaders(value.headers)
			);
		case 'raw':
			return (
				typeof value.status === 'number' &&
				typeof value.body === 'string' &&
				isHeaders(value.headers)
			);
		case 'delay':
			return typeof value.ms === 'number' && isQueuedReply(value.then);
		case 'reset':
			return true;
		default:
			return false;
	}
}

function isHeaders(value: unknown): boolean {
	if (value === undefined) return true;
	return isRecord(value) && Object.values(value).every((header) => typeof header === 'string');
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
