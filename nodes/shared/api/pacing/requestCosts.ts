import type { Usage } from '@anthropic-ai/sdk/resources/messages';
import type { LimitKind } from './rateLimits';

/** What one request takes of each kind of limit. */
export type Cost = Readonly<Record<LimitKind, number>>;

/** The weight that earlier answers keep with each new one. */
const KEPT = 7 / 8;

/** Until an answer arrives, it is estimated this many times as long as the average. */
const LONGER = 1.5;

/**
 * Estimates the cost of requests: input tokens from the size of the body, output tokens from the average of
 * earlier answers.
 */
export class RequestCosts {
	private tokensIn = 0;

	private bytes = 0;

	private tokensOut = 0;

	private answers = 0;

	/** Output tokens of the largest recent answer. */
	private mostOut = 0;

	/** @param bytes size of the body to be sent */
	estimate(bytes: number): Cost {
		const input = this.bytes === 0 ? 0 : (this.tokensIn / this.bytes) * bytes;
		const output = this.answers === 0 ? 0 : (this.tokensOut / this.answers) * LONGER;
		return costOf(input, output);
	}

	/** What should be left before a request starts, since its answer may be longer than the average. */
	headroom(cost: Cost): Cost {
		return costOf(cost['input-tokens'], Math.max(cost['output-tokens'], this.mostOut));
	}

	/** Learns from an answer, and returns its real cost. */
	learn(bytes: number, usage: Partial<Usage>): Cost {
		// Tokens that are read from the prompt cache do not count toward the limits.
		const input = (usage.input_tokens ?? 0) + (usage.cache_creation_input_tokens ?? 0);
		const output = usage.output_tokens ?? 0;
		this.tokensIn = this.tokensIn * KEPT + input;
		this.bytes = this.bytes * KEPT + bytes;
		this.tokensOut = this.tokensOut * KEPT + output;
		this.answers = this.answers * KEPT + 1;
		this.mostOut = Math.max(this.mostOut * 0.97, output);
		return costOf(input, output);
	}
}

function costOf(input: number, output: number): Cost {
	return { requests: 1, tokens: input + output, 'input-tokens': input, 'output-tokens': output };
}
