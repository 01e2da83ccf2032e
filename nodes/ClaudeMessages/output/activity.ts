import type { ContentBlock } from '@anthropic-ai/sdk/resources/messages';
import { writeJson } from '../../shared/json';
import type { ToolNames } from '../request/toolNames';
import type { Voice } from './voice';

/**
 * Tells what Claude thinks and which tools it calls, in brackets. Other attempts at the same request think the
 * same in other words, so only the first one that does anything is told.
 */
export class Activity {
	private attempts = 0;

	/** The attempt whose activity is told; undefined as long as there was none. */
	private told: number | undefined;

	/** What comes before the next thinking; undefined where an aside for it is not begun yet. */
	private before: string | undefined;

	constructor(
		private readonly voice: Voice,
		private readonly isOn: boolean,
		private readonly names: ToolNames,
	) {}

	/** Another attempt begins. */
	begin(): void {
		this.attempts++;
		this.before = undefined;
	}

	/** What was told before does not count any more. */
	startAnew(): void {
		this.told = this.attempts;
		this.before = undefined;
	}

	/** The start of a block, or the whole of it. */
	block(block: ContentBlock): void {
		this.before = undefined;
		if (block.type === 'thinking') {
			this.thinking(block.thinking);
		} else if (isServerCall(block)) {
			this.aside(`[${this.names.ownName(block.name)}]`);
		}
	}

	/** A piece of thinking; empty where the API keeps it to itself. */
	thinking(text: unknown): void {
		if (this.before === undefined) {
			this.aside('[Thinking]');
			this.before = ' ';
		}
		if (typeof text !== 'string' || text === '' || !this.isTold()) return;
		this.voice.more(this.before + text);
		this.before = '';
	}

	/** The end of a request: calls that others answer are told with their input, which is whole only now. */
	end(content: readonly ContentBlock[]): void {
		this.told = undefined;
		for (const block of content) {
			if (block.type !== 'tool_use') continue;
			this.aside(`[${this.names.ownName(block.name)} ${writeJson(block.input) ?? ''}]`);
		}
		this.told = undefined;
	}

	private aside(text: string): void {
		if (this.isTold()) this.voice.aside(text);
	}

	private isTold(): boolean {
		if (!this.isOn) return false;
		this.told ??= this.attempts;
		return this.told === this.attempts;
	}
}

/** Calls of tools that run on the API's side. */
function isServerCall(block: { type: string }): block is { type: string; name: string } {
	const isCall = block.type === 'server_tool_use' || block.type === 'mcp_tool_use';
	return isCall && 'name' in block && typeof block.name === 'string';
}
