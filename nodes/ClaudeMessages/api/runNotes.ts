import type { Usage } from '@anthropic-ai/sdk/resources/messages';
import type { NodeExecutionHint } from 'n8n-workflow';
import type { Failure } from '../errors/failure';
import type { RateLimit } from './rateLimits';

/** From this share on a limit has come near. */
const NEAR = 0.1;

/** What a node run tells the user besides its items. */
export class RunNotes {
	/** How often was waited, by what for. */
	private readonly waits = new Map<string, number>();

	private waitedMs = 0;

	private paused = 0;

	/** Tokens that were paid for, cached ones included. */
	readonly tokens = { input: 0, output: 0 };

	/** An attempt failed, and the next one waits. */
	waited({ type }: Failure, ms: number): void {
		this.waits.set(type, (this.waits.get(type) ?? 0) + 1);
		this.waitedMs += ms;
	}

	answered(usage: Partial<Usage>): void {
		this.tokens.input += inputTokens(usage);
		this.tokens.output += usage.output_tokens ?? 0;
	}

	/** An answer was still paused after the last continuation. */
	leftPaused(): void {
		this.paused++;
	}

	/** @param limits the API's rate limits as the last answer told them */
	hints(limits: readonly RateLimit[]): NodeExecutionHint[] {
		const texts = [this.waitHint(), this.pauseHint(), ...limits.map(limitHint)];
		return texts
			.filter((message) => message !== undefined)
			.map((message) => ({ message, type: 'info', location: 'outputPane' }));
	}

	private waitHint(): string | undefined {
		const times = [...this.waits.values()].reduce((sum, count) => sum + count, 0);
		if (times === 0) return undefined;
		const reasons = [...this.waits].map(([type, count]) => `${type} (${count})`).join(', ');
		return `Asked again ${times === 1 ? 'once' : `${times} times`} after waiting ${seconds(this.waitedMs)} in all, because of: ${reasons}`;
	}

	private pauseHint(): string | undefined {
		if (this.paused === 0) return undefined;
		return `${this.paused === 1 ? 'One answer was' : `${this.paused} answers were`} still paused after 10 continuations; stop_reason is pause_turn there`;
	}
}

/** Everything that went in: what was read from or written into the prompt cache counts too. */
export function inputTokens(usage: Partial<Usage>): number {
	return (
		(usage.input_tokens ?? 0) +
		(usage.cache_creation_input_tokens ?? 0) +
		(usage.cache_read_input_tokens ?? 0)
	);
}

function limitHint({ kind, limit, remaining, reset }: RateLimit): string | undefined {
	if (remaining > limit * NEAR) return undefined;
	const what = kind.replace('-', ' ');
	return `The rate limit for ${what} is nearly used up: ${remaining} of ${limit} are left, whole again at ${new Date(reset).toISOString()}`;
}

function seconds(ms: number): string {
	return `${(ms / 1000).toFixed(1)} seconds`;
}
