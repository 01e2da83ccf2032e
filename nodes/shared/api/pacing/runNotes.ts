import type { Message, Usage } from '@anthropic-ai/sdk/resources/messages';
import type { NodeExecutionHint } from 'n8n-workflow';
import type { Failure } from '../../errors/failure';
import type { RateLimit } from './rateLimits';
import { countsOf } from '../endpoints/usage';

/** A limit with at most this fraction left is nearly used up. */
const NEAR = 0.1;

/** Collects what a node run reports to the user besides its items. */
export class RunNotes {
	/** Number of waits by the type of the failure. */
	private readonly waits = new Map<string, number>();

	private waitedMs = 0;

	private paused = 0;

	private uncached = 0;

	/** Number of prompt cache misses by reason. */
	private readonly misses = new Map<string, number>();

	/** Each once, however many items have it. */
	private readonly skippedPatterns = new Map<string, 'slow' | 'unreadable'>();

	private readonly told: string[] = [];

	/** Tokens that were paid for, cached ones included. */
	readonly tokens = { input: 0, output: 0 };

	/** The limits as the last answer reported them. */
	limits: readonly RateLimit[] = [];

	/** Records the wait between a failed attempt and the next. */
	waited({ type }: Failure, ms: number): void {
		this.waits.set(type, (this.waits.get(type) ?? 0) + 1);
		this.waitedMs += ms;
	}

	answered(usage: Partial<Usage>): void {
		this.tokens.input += inputTokens(usage);
		this.tokens.output += usage.output_tokens ?? 0;
	}

	/** Records the cache use of an answer to a request that asked for caching. */
	cached({ usage, diagnostics }: Partial<Message>): void {
		const { cache_creation_input_tokens: written = 0, cache_read_input_tokens: read = 0 } =
			countsOf(usage);
		if (usage && !written && !read) this.uncached++;
		const reason = diagnostics?.cache_miss_reason?.type;
		if (reason !== undefined) this.misses.set(reason, (this.misses.get(reason) ?? 0) + 1);
	}

	/** An answer was still paused after the last continuation. */
	leftPaused(): void {
		this.paused++;
	}

	/** A pattern of the schema was not run: it might take for ever, or is no regular expression. */
	unchecked(pattern: string, why: 'slow' | 'unreadable'): void {
		this.skippedPatterns.set(pattern, why);
	}

	/** Told as it is. */
	tell(text: string): void {
		this.told.push(text);
	}

	hints(): NodeExecutionHint[] {
		const texts = [
			...this.told,
			this.waitHint(),
			this.pauseHint(),
			this.uncachedHint(),
			...[...this.misses].map(missHint),
			...this.limits.map(limitHint),
			...[...this.skippedPatterns].map(patternHint),
		];
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
		return `${counted(this.paused, 'answer')} still paused after 10 continuations; stop_reason is pause_turn there`;
	}

	private uncachedHint(): string | undefined {
		if (this.uncached === 0) return undefined;
		return `${counted(this.uncached, 'request')} neither written into the prompt cache nor read from it: what stands before the breakpoint is shorter than the model keeps, which is 512 to 4,096 tokens`;
	}
}

/** All input tokens, including those read from or written into the prompt cache. */
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

/** What changed since the message that `diagnostics` names; unknown reasons are shown as they are. */
const MISSES: Readonly<Record<string, string>> = {
	messages_changed: 'an earlier message changed',
	model_changed: 'the model changed',
	previous_message_not_found: 'the previous message is not known any more',
	system_changed: 'the system prompt changed',
	tools_changed: 'the tools changed',
	unavailable: 'the reason is not known',
};

/** @see https://platform.claude.com/docs/en/build-with-claude/prompt-caching */
function missHint([reason, count]: [string, number]): string {
	return `The prompt cache was missed ${count === 1 ? 'once' : `${count} times`}: ${MISSES[reason] ?? reason}`;
}

/** The beginning is enough to find it in the schema. */
function patternHint([pattern, why]: [string, 'slow' | 'unreadable']): string {
	const shown = pattern.length > 100 ? `${pattern.slice(0, 100)}…` : pattern;
	if (why === 'unreadable') {
		return `The pattern ${shown} of the schema was not checked, because it is no regular expression of JavaScript`;
	}
	return `The pattern ${shown} of the schema was not checked, because on some texts it would take very long: give each part of it only one way to match`;
}

function counted(count: number, what: string): string {
	return count === 1 ? `One ${what} was` : `${count} ${what}s were`;
}

function seconds(ms: number): string {
	return `${(ms / 1000).toFixed(1)} seconds`;
}
