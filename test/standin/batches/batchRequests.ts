import { invalid } from '../apiError';
import { parseJson } from '../parseJson';
import type { RequestContext } from '../rules/context';
import * as is from '../rules/shape';
import { findList } from './jsonList';

const MOST_REQUESTS = 100_000;

export interface BatchItem {
	custom_id: string;
	params: Record<string, unknown>;
}

const envelope = is.fields({ requests: is.listOf(is.anything, MOST_REQUESTS) });
const item = is.fields({ custom_id: is.matching(/^[a-zA-Z0-9_-]{1,64}$/), params: is.object });

/** The requests of a batch: kept as they came, and parsed one by one. */
export class BatchRequests {
	private readonly places: Uint32Array;

	constructor(
		private readonly bytes: Buffer,
		places: number[],
	) {
		this.places = Uint32Array.from(places);
	}

	get size(): number {
		return this.places.length / 2;
	}

	/** What stands there, whatever it is. */
	read(index: number): unknown {
		const [start, end] = this.places.subarray(2 * index, 2 * index + 2);
		return parseJson(this.bytes.toString('utf8', start, end));
	}

	at(index: number): BatchItem {
		const read = this.read(index);
		if (!is.isRecord(read) || !is.isRecord(read.params)) throw new Error('not a checked request');
		return { custom_id: String(read.custom_id), params: read.params };
	}
}

/** The shape of a batch; whether its params are right is seen when they are worked on. */
export function readBatch(bytes: Buffer, context: RequestContext): BatchRequests {
	const list = findList(bytes, 'requests');
	const body = parseJson(list?.rest ?? bytes.toString('utf8'));
	envelope(body, '', context);
	const count = is.isRecord(body) && Array.isArray(body.requests) ? body.requests.length : 0;
	if (count === 0) throw invalid('requests', 'List should have at least 1 item');
	const requests = new BatchRequests(bytes, list?.places ?? []);
	if (count !== requests.size) throw invalid('requests', 'Field is there more than once');
	const ids = new Set<unknown>();
	for (let index = 0; index < count; index++) {
		const request = requests.read(index);
		item(request, `requests.${index}`, context);
		const id = is.isRecord(request) && request.custom_id;
		if (ids.has(id)) {
			throw invalid(`requests.${index}.custom_id`, `custom_id must be unique: "${String(id)}"`);
		}
		ids.add(id);
	}
	return requests;
}
