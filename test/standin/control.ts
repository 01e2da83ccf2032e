/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import { errorBody } from './apiError';
import {
	isBatchTime,
	isDone,
	isFile,
	isLimitOptions,
	isMcpToken,
	isQueuedReply,
} from './controlShapes';
import type { Arrival } from './receiveRequest';
import { isRecord } from './rules/shape';
import type { StandIn } from './types';
import { jsonReply, type Reply } from './wire/reply';

type Control = Omit<StandIn, 'close' | 'setModels' | 'url'>;

/** `/__standin/…`: lets another process queue replies, store files, set limits and read what arrived. */
export function handleControl({ request }: Arrival, standIn: Control): Reply {
	const { body } = request;
	switch (`${request.method} ${request.path}`) {
		case 'GET /__standin/requests':
			return jsonReply(200, { requests: standIn.requests });
		case 'GET /__standin/counts': {
			const { count, open, maxOpen, queued, openConnections, limits, cache } = standIn;
			return jsonReply(200, {
				count,
				open,
				maxOpen,
				queued,
				openConnections,
				limits: { granted: limits.granted, refused: limits.refused },
				cache: { writes: cache.writes, reads: cache.reads },
				residentBytes: process.memoryUsage.rss(),
			});
		}
		case 'POST /__standin/queue': {
			const replies: unknown[] = [body].flat();
			if (replies.length === 0 || !replies.every(isQueuedReply)) {
				return refuse(400, 'expected a queued reply or an array of them');
			}
			standIn.queue(...replies);
			return jsonReply(200, { queued: replies.length });
		}
		case 'POST /__standin/limit':
			if (!isLimitOptions(body)) return refuse(400, 'expected { perSecond, burst }');
			standIn.limitRequests(body);
			return jsonReply(200, {});
		case 'POST /__standin/latency':
			if (!isRecord(body) || typeof body.ms !== 'number') return refuse(400, 'expected { ms }');
			standIn.latencyMs = body.ms;
			return jsonReply(200, {});
		case 'POST /__standin/batches': {
			if (!isBatchTime(body)) return refuse(400, 'expected { ms }, a number or null');
			standIn.batchMs = body.ms ?? Infinity;
			return jsonReply(200, {});
		}
		case 'POST /__standin/batches/end':
			if (!isDone(body)) return refuse(400, 'expected { done? }');
			standIn.endBatches(body?.done);
			return jsonReply(200, {});
		case 'POST /__standin/batches/expire':
			if (!isDone(body)) return refuse(400, 'expected { done? }');
			standIn.expireBatches(body?.done);
			return jsonReply(200, {});
		case 'GET /__standin/files': {
			// Without the bytes, which are large as JSON.
			const files = standIn.files.map((file) => ({
				...file,
				head: undefined,
				content: undefined,
			}));
			return jsonReply(200, { files });
		}
		case 'POST /__standin/file': {
			if (!isFile(body)) return refuse(400, 'expected { filename, mimeType, base64 }');
			const { base64, ...file } = body;
			const bytes = Buffer.from(base64, 'base64');
			return jsonReply(200, { id: standIn.addFile({ ...file, bytes }) });
		}
		case 'POST /__standin/mcp-token':
			if (!isMcpToken(body)) return refuse(400, 'expected { url, token }');
			standIn.mcpToken(body.url, body.token);
			return jsonReply(200, {});
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
