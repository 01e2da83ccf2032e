/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** Counts requests and connections, and keeps nothing of them. */
export class Traffic {
	count = 0;
	open = 0;
	maxOpen = 0;
	openConnections = 0;

	/** Follows a request from its headers to the end of its answer. */
	follow(outgoing: ServerResponse) {
		this.count += 1;
		this.open += 1;
		this.maxOpen = Math.max(this.maxOpen, this.open);
		outgoing.once('close', () => (this.open -= 1));
	}

	connect(socket: Socket) {
		this.openConnections += 1;
		socket.once('close', () => (this.openConnections -= 1));
	}

	/** Counts anew; what is open stays counted as open. */
	reset() {
		this.count = 0;
		this.maxOpen = this.open;
	}
}
