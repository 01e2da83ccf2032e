/** Ids that count up, in the shape of the API's: `req_01StandIn…`, `msg_01StandIn…`. */
export function idSequence(prefix: string): () => string {
	let count = 0;
	return () => `${prefix}_01StandIn${String(++count).padStart(15, '0')}`;
}
