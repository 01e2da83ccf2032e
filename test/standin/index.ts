export { startStandIn } from './server';
export type {
	Message,
	ModelInfo,
	QueuedReply,
	ReceivedRequest,
	StandIn,
	StandInOptions,
} from './types';
