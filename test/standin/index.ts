export { startStandIn } from './server';
export type { FileRecord, StoredFile } from './uploads/storedFile';
export { SAMPLE, type Sample } from './samples/sample';
export type { RateLimitOptions } from './limits/rateLimits';
export type { BodyFault, QueuedReply, StreamOptions } from './queuedReply';
export type {
	Block,
	Counts,
	Message,
	ModelInfo,
	ReceivedRequest,
	RequestEnd,
	StandIn,
	StandInOptions,
} from './types';
